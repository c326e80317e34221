// Runs Node 24 with the given arguments, whichever Node (20 or newer) started this file:
//
//   node scripts/with-node24.mjs src/main.ts start --port 4242
//
// On a fresh clone, or after package-lock.json has changed, it first installs what is missing. It uses nothing but
// Node's own modules, since nothing else may be there yet, and it prints to stderr only: stdout is the command's.
// With --web before the file, what runs in browsers is built first if that is needed.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { webIsStale } from './web-is-stale.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const bundledNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * `node:sqlite` is marked experimental in Node 24; every start would print it. The rest keeps the server's memory small,
 * as the installed command does (see build.ts).
 */
const nodeFlags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8', '--heap-growing-percent=60'];

const PARENT_CHECK_MS = 200;

if (major(process.versions.node) < 20)
  fail(`Florin needs Node 20 or newer to start; this is ${process.version}. Install a newer one.`);
if (!isInstalled()) install();
const [first, ...rest] = process.argv.slice(2);
if (first === '--web' && webIsStale()) buildWeb();
run(node24(), [...nodeFlags, ...(first === '--web' ? rest : [first, ...rest])]);

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes down what it installed in
 * node_modules/.package-lock.json; versions are compared, so it does not matter who ran npm, or when.
 */
function isInstalled() {
  const wanted = readLock(join(root, 'package-lock.json'));
  const installed = readLock(join(modules, '.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    // An optional package is left out where it does not fit the platform.
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

function install() {
  say('Installing dependencies (npm ci) …');
  // Tests and tools are needed even where the environment says production.
  const code = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], root);
  if (code !== 0) fail('npm ci failed (see above). Florin cannot run without its dependencies.');
}

function buildWeb() {
  const { status } = spawnSync(node24(), ['scripts/build-web.ts'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('The browser code could not be built (see above).');
}

/** The path of a Node 24 or newer: the one in node_modules, else the one that runs this. */
function node24() {
  if (existsSync(bundledNode)) return bundledNode;
  if (major(process.versions.node) >= 24) return process.execPath;
  // The npm package `node` gets its binary through an install script, which npm may have been told not to run.
  const script = join(modules, 'node', 'installArchSpecificPackage.js');
  if (existsSync(script)) {
    say('Install scripts were skipped; fetching Node 24 …');
    spawnSync(process.execPath, [script], { cwd: dirname(script), stdio: ['ignore', 2, 2] });
  }
  if (existsSync(bundledNode)) return bundledNode;
  return fail(
    `Florin runs on Node 24; this is ${process.version}, and the npm package "node" did not bring one. ` +
      'Install Node 24 yourself, or run: npm rebuild node',
  );
}

/** Runs npm with its output on stderr; answers its exit code. The npm that started us is used again. */
function npm(args, cwd) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli && basename(cli) === 'npm-cli.js' ? [process.execPath, [cli]] : ['npm', []];
  const options = { cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' && command === 'npm' };
  return spawnSync(command, [...first, ...args], options).status ?? 1;
}

/** Runs the command in this process's place: it gets our signals, and we end as it ends. */
function run(command, args) {
  const child = spawn(command, args, { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to every process in front of it, so the child has heard it and must not hear it twice.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  process.on('SIGINT', () => terminal || child.kill('SIGINT'));
  if (process.env.npm_lifecycle_event) whenOrphaned(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/**
 * npm starts us through a shell. Told to stop, it stops that shell, and many shells die without a word to what they run;
 * the server would go on, with nobody left who knows of it.
 */
function whenOrphaned(stop) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, PARENT_CHECK_MS);
}

function major(version) {
  return Number.parseInt(version, 10);
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
