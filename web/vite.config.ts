import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Parts that pages of Florin's own load: an entry, and what it imports when it is needed. */
const PAGES: Readonly<Record<string, string>> = { elements: 'elements/main.tsx', checkout: 'checkout/main.tsx' };

/**
 * What runs in browsers, in three builds: `stripe-js`, one plain script for merchants' pages; `checkout`, the checkout
 * page; and `elements`, what runs in the frames. `scripts/build-web.ts` runs them all.
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
        outDir: here('dist/stripe-js'),
        emptyOutDir: true,
        target: 'es2020',
        lib: {
          entry: here('stripe-js/main.ts'),
          formats: ['iife'],
          name: 'florinStripeJs',
          fileName: () => 'stripe.js',
        },
      },
}));
