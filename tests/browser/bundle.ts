import { build } from 'vite';

/** Bundles a module of a shop's page with the packages that it imports, as a script for a `<script>` element. */
export async function bundle(entry: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'the page',
        enforce: 'pre',
        resolveId: (id) => (id.endsWith('virtual:page') ? `${import.meta.dirname}/virtual-page.js` : undefined),
        load: (id) => (id.endsWith('/virtual-page.js') ? entry : undefined),
      },
    ],
    build: { write: false, lib: { entry: 'virtual:page', formats: ['iife'], name: 'page', fileName: 'page' } },
  });
  const [built] = [output].flat();
  if (!built || !('output' in built)) throw new Error('The page was not built.');
  return built.output[0].code.replaceAll('</script', '<\\/script');
}
