import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { execPath } from 'node:process';

/** The output of `bench/load.ts`. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
  readonly refused: number;
}

/** The flags of the `florin` command (see scripts/build.ts). */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8', '--heap-growing-percent=60'];
const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** A Node process on one core, where the system can pin; the server has core 0, the load beside it core 1. */
function node(core: number, args: readonly string[]): ChildProcess {
  const command = [execPath, ...FLAGS, ...args];
  const [program = execPath, ...rest] = canPin ? ['taskset', '-c', String(core), ...command] : command;
  return spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** A server that was started and the URL it printed. */
export interface Running {
  readonly url: string;
  readonly pid: number;
  /** All that it has printed. */
  printed(): string;
  stop(): Promise<void>;
}

/** Starts a script that prints `http://…` once it listens; `flags` are further ones of Node. */
export async function start(script: string, args: readonly string[], flags: readonly string[] = []): Promise<Running> {
  const child = node(0, [...flags, script, ...args]);
  const exited = once(child, 'close');
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
      const found = /http:\/\/[\d.]+:\d+/.exec(printed);
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`${script} ended before it listened`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    printed: () => printed,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Moves this process to the core beside the server's, so that it can be the load itself. */
export function leaveServersCore(): void {
  if (canPin) spawnSync('taskset', ['-cp', '1', String(process.pid)]);
}

/** The CPU time of a process so far, in milliseconds: of all its threads. Linux has it in nanoseconds. */
export function cpuMs(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]);
  }
  return nanoseconds / 1e6;
}

/** Loads a server from the other core. */
export async function load(
  url: string,
  what: string,
  options: { connections?: number; seconds: number; target?: string; key?: string },
): Promise<LoadResult> {
  const child = node(1, [
    'bench/load.ts',
    url,
    what,
    String(options.connections ?? 16),
    String(options.seconds),
    options.target ?? '',
    options.key ?? 'sk_test_bench',
  ]);
  const result = JSON.parse(await output(child)) as LoadResult;
  if (result.refused > 0) throw new Error(`${result.refused} of ${result.requests} requests for ${what} were refused`);
  return result;
}

/** Payments a second that a bare loop writes as the same rows, on the server's core. */
export async function bareRows(seconds: number): Promise<number> {
  const { perSecond } = JSON.parse(await output(node(0, ['bench/bare-rows.ts', String(seconds)]))) as {
    perSecond: number;
  };
  return perSecond;
}

/** As `bareRows`, over the driver of PostgreSQL. */
export async function bareRowsInPostgres(url: string, seconds: number): Promise<number> {
  const { perSecond } = JSON.parse(await output(node(0, ['bench/postgres-bare.ts', url, String(seconds)]))) as {
    perSecond: number;
  };
  return perSecond;
}

/** Returns all that a process prints. */
async function output(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  await once(child, 'close');
  return text;
}

/** Several rounds of a load, the one with the median rate. */
export async function medianLoad(rounds: number, run: () => Promise<LoadResult>): Promise<LoadResult> {
  const results: LoadResult[] = [];
  for (let round = 0; round < rounds; round++) results.push(await run());
  results.sort((a, b) => a.perSecond - b.perSecond);
  const middle = results[Math.floor(rounds / 2)];
  if (!middle) throw new Error('no rounds');
  return middle;
}

/** The resident memory of a process in megabytes. */
export function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
}
