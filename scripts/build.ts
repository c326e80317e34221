/**
 * `npm run build`: `dist/`, which is what the package ships: `src/` as JavaScript in a few files, with declarations, and
 * beside it, as beside `src/`, the facts of the contract and what runs in browsers.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './build-web.ts';
import { bundle } from './bundle.ts';

/**
 * Starts the command without Node's remark that `node:sqlite` is experimental, and with a small young generation:
 * what a request makes is garbage right after it, and a server should stay below 160 MB (`npm run bench`).
 */
const SHEBANG =
  '#!/usr/bin/env -S node --disable-warning=ExperimentalWarning --max-semi-space-size=8 --heap-growing-percent=120\n';

rmSync('dist', { recursive: true, force: true });
declare();
await bundle('dist/src');
await buildWeb();
cpSync('web/dist', 'dist/web/dist', { recursive: true });
cpSync('contract/generated', 'dist/contract/generated', { recursive: true });
makeCommand(join('dist', 'src', 'main.js'));
console.error('built dist/');

/** Writes declarations, once the compiler is content. */
function declare(): void {
  const args = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  // On stderr: the stdout of `npm pack` is the name of the tarball.
  if (spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] }).status !== 0) {
    console.error('The build stopped: the compiler is not content; see above.');
    process.exit(1);
  }
}

function makeCommand(path: string): void {
  const code = readFileSync(path, 'utf8').replace(/^#!.*\n/, '');
  writeFileSync(path, SHEBANG + code);
  chmodSync(path, 0o755);
}
