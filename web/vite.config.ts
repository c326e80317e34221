import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Entries of the parts that Florin's own pages load. */
const PAGES: Readonly<Record<string, string>> = {
  elements: 'elements/main.tsx',
  checkout: 'checkout/main.tsx',
  dashboard: 'dashboard/main.tsx',
};

/** Plain scripts for pages of others, by their file and the global that Vite asks for. */
const SCRIPTS: Readonly<Record<string, { readonly file: string; readonly global: string }>> = {
  'stripe-js': { file: 'stripe.js', global: 'florinStripeJs' },
  'connect-js': { file: 'connect.js', global: 'florinConnectJs' },
  'sell-js': { file: 'sell.js', global: 'florinSellJs' },
};

/**
 * Plain scripts for merchants' and platforms' pages (`stripe-js`, `connect-js`, `sell-js`); `checkout`, the checkout page;
 * `elements`, the code of the frames; and `dashboard`. `scripts/build-web.ts` runs all of them.
 */
export default defineConfig(({ mode }) => ({
  root: here('.'),
  base: '/_florin/web/',
  logLevel: 'warn',
  publicDir: false,
  plugins: PAGES[mode] ? [preact({ devToolsEnabled: false })] : [],
  build: PAGES[mode]
    ? {
        outDir: here(`dist/${mode}`),
        emptyOutDir: true,
        target: 'es2022',
        manifest: 'manifest.json',
        modulePreload: { polyfill: false },
        rolldownOptions: { input: here(PAGES[mode]) },
      }
    : {
        outDir: here(`dist/${mode}`),
        emptyOutDir: true,
        target: 'es2020',
        lib: {
          entry: here(`${mode}/main.ts`),
          formats: ['iife'],
          name: SCRIPTS[mode]?.global ?? mode,
          fileName: () => SCRIPTS[mode]?.file ?? `${mode}.js`,
        },
      },
}));
