/**
 * `npm run build`: writes `dist/`, which the package ships: `src/` as JavaScript in a few files, with declarations, the
 * contract's facts, the browser code, and the notices of the packages that are in there.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './build-web.ts';
import { bundle } from './bundle.ts';
import { noticesOf } from './third-party.ts';

/**
 * Silences Node's warning that `node:sqlite` is experimental, and keeps the heap small (decisions/161): a request's objects
 * are garbage right after it, and the old generation may grow by 60 % between two collections.
 */
const SHEBANG =
  '#!/usr/bin/env -S node --disable-warning=ExperimentalWarning --max-semi-space-size=8 --heap-growing-percent=60\n';

rmSync('dist', { recursive: true, force: true });
declare();
const packages = new Set([...(await bundle('dist/src')), ...(await buildWeb())]);
writeFileSync('dist/third-party-notices.txt', noticesOf(packages));
cpSync('web/dist', 'dist/web/dist', { recursive: true });
cpSync('src/pdf/fonts', 'dist/src/pdf/fonts', { recursive: true });
cpSync('contract/generated', 'dist/contract/generated', { recursive: true });
makeCommand(join('dist', 'src', 'main.js'));
console.error('built dist/');

/** Writes the declarations, or exits if there are type errors. */
function declare(): void {
  const args = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  // On stderr: the stdout of `npm pack` is the name of the tarball.
  if (spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] }).status !== 0) {
    console.error('The build stopped because of the type errors above.');
    process.exit(1);
  }
}

function makeCommand(path: string): void {
  const code = readFileSync(path, 'utf8').replace(/^#!.*\n/, '');
  writeFileSync(path, SHEBANG + code);
  chmodSync(path, 0o755);
}
