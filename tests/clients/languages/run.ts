/**
 * Runs the official libraries of other languages against a Florin of its own:
 *
 *   npm run clients                 all languages
 *   npm run clients -- ruby php     these
 *   npm run clients -- --record     also writes the requests that the libraries sent, for machines without them
 *
 * Runtimes come from Debian; as root, missing ones are installed with apt-get. A library that the machine does not have
 * is not downloaded: the requests that it sent elsewhere are then sent with the HTTP library of its language, and the
 * table marks them. The exit code is 0 only if everything passed.
 */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { createFlorin } from '../../../src/florin.ts';
import { serve } from '../../../src/server.ts';
import { type Command, LANGUAGES, type Language } from './languages.ts';
import { openRecorder } from './record.ts';
import { readRecording, recordingPath, replay } from './recording.ts';
import { startSender } from './send.ts';
import { PNG, STEPS } from './steps.ts';

/** A column of the table. */
interface Column {
  readonly name: string;
  /** The runtime, and the library with how it took part. */
  readonly about: readonly string[];
  /** The result of each step: an empty string if it passed. */
  readonly results: ReadonlyMap<string, string>;
}

/** Nothing is fetched from the registries of the languages. */
const OFFLINE = { GOFLAGS: `-mod=mod ${process.env.GOFLAGS ?? ''}`.trim(), GOPROXY: 'off', GOSUMDB: 'off' };

const args = process.argv.slice(2);
const record = args.includes('--record');
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = names.filter((name) => !LANGUAGES.some((language) => language.name === name));
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: not a language. Use ${LANGUAGES.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const florin = await createFlorin({ storage: ':memory:' });
const server = await serve(florin, { host: '127.0.0.1', port: 0 });
const columns: Column[] = [];
try {
  for (const language of LANGUAGES) {
    if (names.length === 0 || names.includes(language.name)) columns.push(await runLanguage(language));
  }
} finally {
  await server.stop();
  await florin.close();
}
process.exitCode = print(columns) ? 0 : 1;

async function runLanguage(language: Language): Promise<Column> {
  const { name, smoke, send } = language;
  const runtime = installedRuntime(language);
  if (runtime === undefined) {
    const advice = `no runtime: apt-get install ${language.packages.join(' ')}`;
    return { name, about: [advice], results: failed('the runtime is missing') };
  }
  if (smoke && attempt(smoke.found, name).status === 0) return runSmoke(name, runtime, smoke.run);
  if (!send)
    return { name, about: [runtime, `no library: ${smoke?.advice}`], results: failed('the library is missing') };
  const recording = readRecording(name);
  const sender = startSender(server.url, send);
  try {
    const mismatches = await replay(recording, keyOf(name), sender.send);
    const how =
      recording.from === 'run' ? 'its requests, recorded from a run' : 'its requests, composed from its sources';
    return {
      name,
      about: [runtime, recording.library, how, ...(smoke ? [`to run it: ${smoke.advice}`] : [])],
      results: new Map([...mismatches].map(([step, found]) => [step, found.join('; ')])),
    };
  } finally {
    sender.close();
  }
}

async function runSmoke(name: string, runtime: string, [program, ...rest]: Command): Promise<Column> {
  const key = keyOf(name);
  const recorder = record ? await openRecorder(server.url) : undefined;
  const env = { FLORIN_URL: recorder?.url ?? server.url, FLORIN_KEY: key, FLORIN_PNG: PNG.toString('hex') };
  if (recorder) florin.locate(recorder.url);
  const child = spawn(program, rest, {
    cwd: folderOf(name),
    env: { ...process.env, ...OFFLINE, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const results = failed('the step was not reached');
  let version = '';
  for await (const line of createInterface({ input: child.stdout })) {
    const [step = '', result = '', detail = ''] = line.split('\t');
    if (step === 'version') version = result;
    else results.set(step, result === 'passed' ? '' : `${result}: ${detail}`);
    recorder?.begin(STEPS[[...STEPS, 'version'].indexOf(step) + 1] ?? STEPS[0]);
  }
  await ended;
  const library = `stripe-${name} ${version}`;
  if (recorder) {
    const recording = recorder.recording(library, key);
    writeFileSync(recordingPath(name), `${JSON.stringify(recording, null, 2)}\n`);
    recorder.close();
    florin.locate(server.url);
  }
  return { name, about: [runtime, library, 'run'], results };
}

/** Returns the version of the runtime, after installing it if this may be done. */
function installedRuntime({ name, packages, version }: Language): string | undefined {
  const has = () => {
    const { status, stdout } = attempt(version, name);
    return status === 0 ? (stdout.split('\n')[0]?.replace(/ \(.*/, '') ?? '') : undefined;
  };
  const isRoot = process.getuid?.() === 0;
  const missing = packages.filter((one) => attempt(['dpkg', '-s', one], name).status !== 0);
  if (missing.length > 0 && isRoot && existsSync('/usr/bin/apt-get')) {
    console.error(`Installing ${missing.join(' ')} …`);
    const install = () => attempt(['apt-get', 'install', '-y', '--no-install-recommends', ...missing], name);
    if (install().status !== 0 && attempt(['apt-get', 'update'], name).status === 0) install();
  }
  return has();
}

function attempt([program, ...rest]: Command, name: string): SpawnSyncReturns<string> {
  return spawnSync(program, rest, {
    cwd: folderOf(name),
    encoding: 'utf8',
    env: { ...process.env, ...OFFLINE, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function folderOf(name: string): string {
  return join(import.meta.dirname, name);
}

function keyOf(name: string): string {
  return `sk_test_${name}`;
}

function failed(reason: string): Map<string, string> {
  return new Map(STEPS.map((step) => [step, reason]));
}

/** Prints the table and what failed; returns true if everything passed. */
function print(table: readonly Column[]): boolean {
  const mark = (result: string | undefined) => (result === undefined ? '–' : result === '' ? 'passed' : 'FAILED');
  const width = Math.max(...STEPS.map(({ length }) => length));
  console.log(`\n${''.padEnd(width)}  ${table.map(({ name }) => name.padEnd(8)).join('')}`);
  for (const step of STEPS) {
    console.log(`${step.padEnd(width)}  ${table.map(({ results }) => mark(results.get(step)).padEnd(8)).join('')}`);
  }
  console.log();
  for (const { name, about } of table) console.log(`${name.padEnd(width)}  ${about.join(' · ')}`);
  const failures = table.flatMap(({ name, results }) =>
    [...results].filter(([, result]) => result !== '').map(([step, result]) => `${name}, ${step}: ${result}`),
  );
  if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
  const passed = table.reduce((sum, { results }) => sum + [...results.values()].filter((one) => one === '').length, 0);
  console.log(`\n${passed} passed, ${failures.length} failed`);
  return failures.length === 0;
}
