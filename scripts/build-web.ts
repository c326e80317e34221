/** Builds what runs in browsers, from `web/` into `web/dist/`. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { web, webIsStale } from './web-is-stale.mjs';

export async function buildWeb(): Promise<void> {
  const started = performance.now();
  // Built aside and then put in place, so that whoever is being served meanwhile finds one build or the other, whole.
  const aside = join(web, '..', 'node_modules', '.cache', `web-${process.pid}`);
  const former = `${aside}-former`;
  for (const mode of ['stripe-js', 'checkout', 'elements'])
    await build({ configFile: join(web, 'vite.config.ts'), mode, build: { outDir: join(aside, mode) } });
  const dist = join(web, 'dist');
  if (existsSync(dist)) renameSync(dist, former);
  renameSync(aside, dist);
  rmSync(former, { recursive: true, force: true });
  console.error(`built web/dist/ (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

/** Builds only what is not there yet or older than its sources; also how vitest begins. */
export async function setup(): Promise<void> {
  if (webIsStale()) await buildWeb();
}

// `npm run build:web`
if (import.meta.main) await buildWeb();
