/** `npm run dev`: `florin start`, restarted when a source changes, after what runs in browsers was built again if needed. */
import { spawnSync } from 'node:child_process';
import { restartOnChange } from './restart.ts';
import { webIsStale } from './web-is-stale.mjs';

const florin = await restartOnChange([...process.execArgv, 'src/main.ts', 'start', ...process.argv.slice(2)], {
  folders: ['src', 'web', 'contract/generated'],
  ignores: /^dist(\/|$)/,
  prepare: buildWeb,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void florin.stop().then(() => process.exit()));

/** Returns false if the build failed; the reason has been printed. */
function buildWeb(): boolean {
  if (!webIsStale()) return true;
  return spawnSync(process.execPath, ['scripts/build-web.ts'], { stdio: 'inherit' }).status === 0;
}
