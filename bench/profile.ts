import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepBusy, type NextRequest, type Target } from './client.ts';
import { start } from './processes.ts';

/** The part of V8's profile that is used. Times are in microseconds. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly children?: readonly number[];
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SECONDS = 4;
/** Functions that are listed. */
const MOST_FUNCTIONS = 60;
/** Native functions of SQLite's statements. */
const SQLITE = new Set(['get', 'all', 'run', 'exec']);

/**
 * Prints where the CPU time of a load goes, by part of the source and by function, from a sampled profile, and how much
 * a request allocates. The server runs from `src/`, whose files give the parts their names.
 */
export async function printProfile({
  checkout,
  folder,
  key,
  next,
}: {
  readonly checkout: string;
  readonly folder: string;
  readonly key: string;
  /** Prepares the server; returns the requests that are measured. */
  readonly next: (target: Target) => Promise<NextRequest>;
}): Promise<void> {
  const profiles = mkdtempSync(join(folder, 'profile-'));
  const server = await start(
    join(checkout, 'src/main.ts'),
    ['start', '--port', '0', '--data', mkdtempSync(join(folder, 'data-'))],
    ['--cpu-prof', `--cpu-prof-dir=${profiles}`, '--trace-gc', '--trace-gc-nvp'],
  );
  const target = { url: server.url, key };
  const request = await next(target);
  await keepBusy(target, request, { connections: 16, seconds: 1 });
  const begun = monotonicUs();
  const collectedBefore = server.printed().length;
  const { latencies } = await keepBusy(target, request, { connections: 16, seconds: SECONDS });
  const ended = monotonicUs();
  const collections = server.printed().slice(collectedBefore);
  await server.stop();
  const file = readdirSync(profiles).find((name) => name.endsWith('.cpuprofile'));
  const profile = JSON.parse(readFileSync(join(profiles, file ?? ''), 'utf8')) as CpuProfile;
  const { parts, functions, within, sum } = shares(profile, begun, ended);
  const each = (time: number) => (time / latencies.length).toFixed(1).padStart(8);
  console.log(`${each(sum)} µs a request, ${allocatedBytes(collections, latencies.length)} bytes allocated`);
  for (const [part, time] of sorted(parts)) console.log(`${each(time)} ${part}`);
  console.log();
  for (const [name, time] of sorted(functions).slice(0, MOST_FUNCTIONS)) console.log(`${each(time)} ${name}`);
  console.log('\nwith what they call:');
  for (const [name, time] of sorted(within).slice(0, MOST_FUNCTIONS)) console.log(`${each(time)} ${name}`);
}

/** V8's profiles use the same clock. */
function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

function sorted(times: ReadonlyMap<string, number>): [string, number][] {
  return [...times].sort(([, a], [, b]) => b - a);
}

/** The time by part and by function between two moments, without idle time. */
function shares({ nodes, samples, timeDeltas, startTime }: CpuProfile, begun: number, ended: number) {
  const parts = new Map<string, number>();
  const functions = new Map<string, number>();
  /** By function, the time of it and of the functions that it calls. An async function ends where it first waits. */
  const within = new Map<string, number>();
  const byId = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  let sum = 0;
  let at = startTime;
  for (const [n, id] of samples.entries()) {
    const time = timeDeltas[n] ?? 0;
    at += time;
    const frame = byId.get(id);
    if (!frame || at < begun || at > ended || frame.functionName === '(idle)') continue;
    sum += time;
    const part = partOf(frame.functionName, frame.url);
    parts.set(part, (parts.get(part) ?? 0) + time);
    const place = placeOf(frame);
    functions.set(place, (functions.get(place) ?? 0) + time);
    const stack = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
      const called = byId.get(at);
      if (called) stack.add(placeOf(called));
    }
    for (const called of stack) within.set(called, (within.get(called) ?? 0) + time);
  }
  return { parts, functions, within, sum };
}

function placeOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  return `${functionName || '(anonymous)'} ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`;
}

/** A room with the folder in it, a built-in module of Node, or a native part. */
function partOf(name: string, url: string): string {
  if (name === '(garbage collector)') return 'garbage collection';
  if (url === '') return SQLITE.has(name) ? 'sqlite' : `native: ${name}`;
  if (url.startsWith('node:')) return 'node';
  const [, room = url] = /\/src\/(.+)\/[^/]+$/.exec(url) ?? [];
  return room.split('/').slice(0, 2).join('/');
}

/** Bytes that a request allocates on the young heap, by V8's report of its collections. */
function allocatedBytes(report: string, requests: number): number {
  const sizes = [...report.matchAll(/\ballocated=(\d+)/g)].map(([, bytes]) => Number(bytes));
  return Math.round(sizes.reduce((all, bytes) => all + bytes, 0) / requests);
}
