import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../scripts/bundle.ts';
import { COMMAND } from './command-line.ts';

const CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache');

/** Bundles the command once for all tests of a run that start it: as the package ships it, it starts four times faster. */
export async function setup(): Promise<void> {
  // Several projects of one run share it.
  if (process.env[COMMAND]) return;
  const folder = join(CACHE, 'command');
  // Built aside and moved into place, so that a command of another run never reads half a file.
  const aside = join(CACHE, `command-${process.pid}`);
  const former = `${aside}-former`;
  await bundle(aside);
  writeFileSync(join(aside, 'package.json'), JSON.stringify({ type: 'module' }));
  if (existsSync(folder)) renameSync(folder, former);
  renameSync(aside, folder);
  rmSync(former, { recursive: true, force: true });
  process.env[COMMAND] = join(folder, 'main.js');
}
