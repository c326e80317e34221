/** Builds what runs in browsers, from `web/` into `web/dist/`. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { web, webIsStale } from './web-is-stale.mjs';

export async function buildWeb(): Promise<void> {
  const started = performance.now();
  rmSync(join(web, 'dist'), { recursive: true, force: true });
  // The frames come last: their manifest tells that a build is whole.
  for (const mode of ['stripe-js', 'checkout', 'elements'])
    await build({ configFile: join(web, 'vite.config.ts'), mode });
  console.error(`built web/dist/ (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

/** Builds only what is not there yet or older than its sources; also how vitest begins. */
export async function setup(): Promise<void> {
  if (webIsStale()) await buildWeb();
}

// `npm run build:web`
if (import.meta.main) await buildWeb();
