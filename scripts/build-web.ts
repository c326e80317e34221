/** Builds what runs in browsers, from `web/` into `web/dist/`. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { collectPackages } from './third-party.ts';
import { web, webIsStale } from './web-is-stale.mjs';

/** Returns the folders of the packages that are in the build. */
export async function buildWeb(): Promise<Set<string>> {
  const started = performance.now();
  // Built aside and moved into place, so that a running server never serves half a build.
  const aside = join(web, '..', 'node_modules', '.cache', `web-${process.pid}`);
  const former = `${aside}-former`;
  const packages = new Set<string>();
  const plugins = [collectPackages(packages)];
  for (const mode of ['stripe-js', 'connect-js', 'sell-js', 'checkout', 'dashboard', 'elements'])
    await build({ configFile: join(web, 'vite.config.ts'), mode, plugins, build: { outDir: join(aside, mode) } });
  const dist = join(web, 'dist');
  if (existsSync(dist)) renameSync(dist, former);
  renameSync(aside, dist);
  rmSync(former, { recursive: true, force: true });
  console.error(`built web/dist/ (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return packages;
}

/** Builds if the build is missing or older than its sources; Vitest runs this first. */
export async function setup(): Promise<void> {
  if (webIsStale()) await buildWeb();
}

// `npm run build:web`
if (import.meta.main) await buildWeb();
