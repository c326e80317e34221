import { once } from 'node:events';
import { florin } from '../support/command-line.ts';

/** A Florin in a process of its own, from the moment it is started. */
export interface NodeProcess {
  readonly pid: number;
  /** Where it listens; undefined before and after. */
  url(): string | undefined;
  /** Resolves to its URL once it takes requests, or to undefined when it ended before that. */
  readonly ready: Promise<string | undefined>;
  /** What it ended by: a signal, or its exit code. */
  readonly ended: Promise<string | number>;
  /** What it said on standard error. */
  complaints(): string;
  kill(signal?: 'SIGKILL' | 'SIGTERM'): void;
}

/** Starts `florin start` on a folder or database, on a free port, with more of its options. Waits for nothing. */
export function startNode(data: string, options: readonly string[] = []): NodeProcess {
  const child = florin(['start', '--port', '0', '--data', data, '--metrics', 'off', ...options]);
  let said = '';
  let complained = '';
  let url: string | undefined;
  child.stderr?.on('data', (chunk) => (complained += chunk));
  const ended = once(child, 'close').then(([code, signal]): string | number => {
    url = undefined;
    return signal ?? code;
  });
  const listens = new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      const found = /listens on (http:\S+)/.exec(said)?.[1];
      if (found === undefined || url !== undefined || child.exitCode !== null) return;
      url = found;
      resolve(found);
    });
  });
  return {
    pid: child.pid ?? 0,
    url: () => (child.exitCode === null && child.signalCode === null ? url : undefined),
    ready: Promise.race([listens, ended.then(() => undefined)]),
    ended,
    complaints: () => complained,
    kill: (signal = 'SIGKILL') => void child.kill(signal),
  };
}

/**
 * Has a node start and stop once. Node keeps what it compiled when a process ends by itself, which a killed one does not:
 * without this each of many would compile everything anew.
 */
export async function warmUp(): Promise<void> {
  const node = startNode(':memory:');
  await node.ready;
  node.kill('SIGTERM');
  await node.ended;
}

/** Nodes on one storage, each replaced by a new one when it is killed. */
export interface Fleet {
  /** The nodes as they are now. */
  nodes(): readonly NodeProcess[];
  /** Where to send a request: a node that listens, another one each time; undefined while none does. */
  url(): string | undefined;
  /** Kills a node by its process id and starts the next in its place. Resolves to the new one, once the old one is gone. */
  replace(place: number): Promise<NodeProcess>;
  /** Resolves when all nodes take requests. Throws when one does not. */
  ready(): Promise<void>;
  /** Stops all with SIGTERM. */
  stop(): Promise<void>;
  /** Ends whatever still runs. */
  end(): Promise<void>;
  /** What nodes said that they should not have had to say, and those that ended by themselves. */
  problems(): string[];
}

export function openFleet(count: number, start: () => NodeProcess): Fleet {
  const nodes = Array.from({ length: count }, start);
  const problems: string[] = [];
  let turn = 0;

  function leave(node: NodeProcess, how: string | number, expected: readonly (string | number)[]): void {
    if (node.complaints() !== '') problems.push(`a node complained: ${node.complaints().slice(0, 2_000)}`);
    if (!expected.includes(how)) problems.push(`a node ended by itself, with ${how}`);
  }

  return {
    nodes: () => nodes,
    url() {
      for (let tried = 0; tried < nodes.length; tried++) {
        turn = (turn + 1) % nodes.length;
        const url = nodes[turn]?.url();
        if (url !== undefined) return url;
      }
      return undefined;
    },
    async replace(place) {
      const old = nodes[place];
      if (!old) throw new Error(`there is no node ${place}`);
      old.kill();
      // One that was told to stop may have been quicker.
      leave(old, await old.ended, ['SIGKILL', 0]);
      const next = start();
      nodes[place] = next;
      return next;
    },
    async ready() {
      for (const node of nodes)
        if ((await node.ready) === undefined) throw new Error(`a node did not start: ${node.complaints()}`);
    },
    async stop() {
      for (const node of nodes) node.kill('SIGTERM');
      for (const node of nodes) leave(node, await node.ended, [0]);
    },
    async end() {
      for (const node of nodes) node.kill();
      await Promise.all(nodes.map((node) => node.ended));
    },
    problems: () => problems,
  };
}
