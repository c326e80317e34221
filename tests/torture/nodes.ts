import { once } from 'node:events';
import { florin } from '../support/command-line.ts';

export interface NodeProcess {
  readonly pid: number;
  /** The node's address; undefined before it is ready and after it ended. */
  url(): string | undefined;
  /** Resolves with its address when it is ready, or with undefined if it ended before. */
  readonly ready: Promise<string | undefined>;
  /** The signal or exit code. */
  readonly ended: Promise<string | number>;
  /** Returns its standard error. */
  complaints(): string;
  kill(signal?: 'SIGKILL' | 'SIGTERM'): void;
}

/** Starts `florin start` on a folder or database, on a free port, with more options. Does not wait. */
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
 * Starts and stops a node once. Node writes its compile cache when a process ends by itself, which a killed one does
 * not: otherwise every node would compile everything.
 */
export async function warmUp(): Promise<void> {
  const node = startNode(':memory:');
  await node.ready;
  node.kill('SIGTERM');
  await node.ended;
}

/** Nodes on one storage; a killed node is replaced. */
export interface Fleet {
  nodes(): readonly NodeProcess[];
  /** Returns the address of a ready node, in turn, or undefined if none is ready. */
  url(): string | undefined;
  /**
   * Kills a node by its process id and starts its replacement. Resolves with the new node when the old one has ended.
   */
  replace(place: number): Promise<NodeProcess>;
  /** Resolves when all nodes are ready. Throws if one is not. */
  ready(): Promise<void>;
  stop(): Promise<void>;
  /** Kills all nodes that still run. */
  end(): Promise<void>;
  /** Returns unexpected messages of nodes, and nodes that ended by themselves. */
  problems(): string[];
}

/** `expected` matches lines that nodes may print about what the torture does to them. */
export function openFleet(count: number, start: () => NodeProcess, expected?: RegExp): Fleet {
  const nodes = Array.from({ length: count }, start);
  const problems: string[] = [];
  let turn = 0;

  function leave(node: NodeProcess, how: string | number, ways: readonly (string | number)[]): void {
    const lines = node.complaints().split('\n');
    const complaints = lines.filter((line) => line !== '' && !expected?.test(line)).join('\n');
    if (complaints !== '') problems.push(`a node complained: ${complaints.slice(0, 2_000)}`);
    if (!ways.includes(how)) problems.push(`a node ended by itself, with ${how}`);
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
      // A stopping node may have ended before the signal.
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
