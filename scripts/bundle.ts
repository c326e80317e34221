import { build } from 'vite';

/** What the package is entered by: the command, the library, and its fixtures for Playwright. */
const ENTRIES = ['main', 'florin', 'playwright'];

/**
 * Puts what the server is made of into a few files: Node takes longer to look eight hundred modules up than to run them.
 * Names and comments stay, so that a stack trace can be read; what is imported only when needed stays in files of its own.
 */
export async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
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
}
