import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** The user that servers run as, where the tests run as root: PostgreSQL refuses to. */
const ORDINARY = 'postgres';

/** The ids of the ordinary user, from /etc/passwd; undefined if the tests do not run as root. */
export function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${ORDINARY}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`The user ${ORDINARY} does not exist.`);
  return { uid: Number(uid), gid: Number(gid) };
}

export interface Program {
  readonly pid: number;
  /** The end of its output. */
  printed(): string;
  /** Ends it and all processes that it started, at once. */
  kill(): Promise<void>;
}

const PRINTED_CHARACTERS = 4_000;

/** Starts a program of the machine as the ordinary user. It has to be installed. */
export function startProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
  const child: ChildProcess = spawn(command, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...ordinaryUser(),
  });
  let printed = '';
  const note = (chunk: unknown) => (printed = (printed + String(chunk)).slice(-PRINTED_CHARACTERS));
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);
  child.on('error', note);
  // Not 'close': a server that it started may hold its output open.
  const ended = once(child, 'exit').catch(() => {});
  return {
    pid: child.pid ?? 0,
    printed: () => printed,
    async kill() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killTree(child.pid);
      await ended;
    },
  };
}

/** Ends a process and its descendants, parents first, so that none starts another. */
export function killTree(pid: number): void {
  const descendants = [pid];
  const parents = parentsOfAll();
  for (const one of descendants) for (const [child, parent] of parents) if (parent === one) descendants.push(child);
  for (const one of descendants) kill(one);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The parent of every process of this machine. */
function parentsOfAll(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The command, in brackets, may hold spaces.
      const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      if (parent !== undefined) parents.set(Number(name), Number(parent));
    } catch {
      // It ended meanwhile.
    }
  }
  return parents;
}
