import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../contract/root.ts';

/** What was built for browsers (`npm run build:web`). */
const BUILT = new URL('web/dist/', ROOT);

/** The built entries that are served at addresses with their content's hash in them. */
const ASSET = /^\/_florin\/web\/assets\/([A-Za-z0-9_-]+\.(?:js|css))$/;

const kept = new Map<string, string>();

/** A built file's text, read once; undefined when there is none. */
function read(path: string): string | undefined {
  const before = kept.get(path);
  if (before !== undefined) return before;
  const file = fileURLToPath(new URL(path, BUILT));
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  kept.set(path, text);
  return text;
}

/** The script for merchants' pages; undefined when nothing was built. */
export function stripeJs(): string | undefined {
  return read('stripe-js/stripe.js');
}

/** The builds that pages load, by the name of their folder. */
const ENTRIES = { elements: 'elements/main.tsx', checkout: 'checkout/main.tsx' } as const;

/** A script or style sheet of a frame or of the checkout page, by its path. */
export function builtAsset(path: string): { content: string; type: string } | undefined {
  const name = ASSET.exec(path)?.[1];
  if (name === undefined) return undefined;
  const content = read(`elements/assets/${name}`) ?? read(`checkout/assets/${name}`);
  return content === undefined ? undefined : { content, type: path.endsWith('.css') ? 'text/css' : 'text/javascript' };
}

/** The addresses of what a page of Florin's loads first; undefined when nothing was built. */
export function builtEntry(build: keyof typeof ENTRIES): { script: string; styles: readonly string[] } | undefined {
  const manifest = read(`${build}/manifest.json`);
  if (manifest === undefined) return undefined;
  const entries = JSON.parse(manifest) as Record<string, { file: string; css?: readonly string[] }>;
  const main = entries[ENTRIES[build]];
  if (!main) throw new Error(`The manifest of web/dist/${build} names no ${ENTRIES[build]}.`);
  const address = (file: string) => `/_florin/web/${file}`;
  return { script: address(main.file), styles: (main.css ?? []).map(address) };
}
