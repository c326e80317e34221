import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What runs in browsers, in two builds: `stripe-js`, one plain script for merchants' pages, and `elements`, what runs
 * in the frames. `scripts/build-web.ts` runs both.
 */
export default defineConfig(({ mode }) => ({
  root: here('.'),
  base: '/_florin/web/',
  logLevel: 'warn',
  publicDir: false,
  plugins: mode === 'elements' ? [preact({ devToolsEnabled: false })] : [],
  build:
    mode === 'elements'
      ? {
          outDir: here('dist/elements'),
          emptyOutDir: true,
          target: 'es2022',
          manifest: 'manifest.json',
          modulePreload: { polyfill: false },
          rolldownOptions: { input: here('elements/main.tsx') },
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
