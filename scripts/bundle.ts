import { build } from 'vite';
import { collectPackages } from './third-party.ts';

/** The command, the library, and what it has for runners of tests. */
const ENTRIES = ['main', 'florin', 'playwright', 'vitest', 'cypress', 'cypress-support'];

/**
 * Bundles the server into a few files, because Node takes longer to look up eight hundred modules than to run them. Names
 * and comments stay, so that stack traces can be read. Returns the folders of the packages that are in the bundle: the
 * package's dependencies are not, npm installs them.
 */
export async function bundle(folder: string): Promise<Set<string>> {
  const packages = new Set<string>();
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [collectPackages(packages)],
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(ENTRIES.map((name) => [name, `src/${name}.ts`])),
        output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
      },
    },
  });
  return packages;
}
