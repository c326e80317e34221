import { ConflictError, type Storage } from '../../../src/kernel/storage.ts';
import type { Network } from '../../../src/network/network.ts';
import type { Process, Turns } from './turns.ts';

/** What of a network is worked out in the process itself. */
const AT_HAND: ReadonlySet<string> = new Set([
  'tokenize',
  'tokenizeAccount',
  'wellKnownAccount',
  'wellKnownCard',
  'accountBehind',
] satisfies (keyof Network)[]);

/** A network as one process reaches it. A remote one outlives its processes. */
export function cutNetwork<N extends Network>(network: N, { turns, process }: Place): N {
  return cut(network, AT_HAND, (name, call) => turns.take(process, `network ${name}`, call));
}

export interface Place {
  readonly turns: Turns;
  readonly process: Process;
}

/**
 * A storage as one process reaches it. `shared` says that there are other processes; then it sees to what a storage for
 * one process leaves out: that a clock which another has set since, and places that another has taken, are conflicts.
 */
export function cutStorage(storage: Storage, { turns, process }: Place, { shared }: { shared: boolean }): Storage {
  const cutting = cut(storage, new Set(['backUp']), (name, call) => turns.take(process, `storage ${name}`, call));
  return {
    ...cutting,
    shared,
    commit: (batch) =>
      turns.take(process, 'storage commit', async () => {
        if (!shared) return storage.commit(batch);
        const world = await storage.readWorld(batch.account);
        if (batch.clockOffset !== undefined && world?.clockOffset !== batch.clockOffset)
          throw new ConflictError('the clock of the world');
        await storage.commit(batch).catch((error: unknown) => {
          throw isTaken(error) ? new ConflictError('a place that another process has taken') : error;
        });
      }),
    // The processes share it: whoever opened it closes it.
    close: async () => {},
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('UNIQUE constraint failed');
}

/** An object whose methods, but for those named, are called as `take` says. */
function cut<T extends object>(
  whole: T,
  left: ReadonlySet<string>,
  take: (name: string, call: () => Promise<unknown>) => Promise<unknown>,
): T {
  const parts = Object.entries(whole).map(([name, part]) => {
    if (typeof part !== 'function' || left.has(name)) return [name, part];
    return [name, (...given: unknown[]) => take(name, async () => part.apply(whole, given))];
  });
  return Object.fromEntries(parts) as T;
}
