import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../contract/root.ts';

/** The files built for browsers (`npm run build:web`). */
const BUILT = new URL('web/dist/', ROOT);

const kept = new Map<string, string>();

/** A built file's text, read once; undefined if it was not built. */
function read(path: string): string | undefined {
  const before = kept.get(path);
  if (before !== undefined) return before;
  const file = fileURLToPath(new URL(path, BUILT));
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  kept.set(path, text);
  return text;
}

/** A script for pages of others; undefined if it was not built. */
export function builtScript(name: 'stripe' | 'connect' | 'sell'): string | undefined {
  return read(`${name}-js/${name}.js`);
}

/** The builds that pages load, by the name of their folder. */
const ENTRIES = {
  elements: 'elements/main.tsx',
  checkout: 'checkout/main.tsx',
  dashboard: 'dashboard/main.tsx',
} as const;

/** A script or stylesheet by its file name, which contains the hash of its content. */
export function builtAsset(name: string): { content: string; type: string } | undefined {
  const builds = Object.keys(ENTRIES);
  const content = builds.map((build) => read(`${build}/assets/${name}`)).find((found) => found !== undefined);
  return content === undefined ? undefined : { content, type: name.endsWith('.css') ? 'text/css' : 'text/javascript' };
}

/** The build of a page: its script, its stylesheets, and the scripts that parts of it need. */
export interface BuiltEntry {
  readonly script: string;
  readonly styles: readonly string[];
  /** The addresses of all scripts that these sources need; sources that are not in the build are passed over. */
  scriptsOf(sources: readonly string[]): readonly string[];
}

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

/** The addresses of a page's script and stylesheets; undefined if it was not built. */
export function builtEntry(build: keyof typeof ENTRIES): BuiltEntry | undefined {
  const manifest = read(`${build}/manifest.json`);
  if (manifest === undefined) return undefined;
  const entries = JSON.parse(manifest) as Record<string, Chunk>;
  const main = entries[ENTRIES[build]];
  if (!main) throw new Error(`The manifest of web/dist/${build} does not contain ${ENTRIES[build]}.`);
  const address = (file: string) => `/_florin/web/${file}`;
  const withImports = (source: string): string[] => {
    const chunk = entries[source];
    return chunk ? [chunk.file, ...(chunk.imports ?? []).flatMap(withImports)] : [];
  };
  return {
    script: address(main.file),
    styles: (main.css ?? []).map(address),
    scriptsOf: (sources) =>
      [...new Set([ENTRIES[build], ...sources].flatMap(withImports))].filter((file) => file !== main.file).map(address),
  };
}
