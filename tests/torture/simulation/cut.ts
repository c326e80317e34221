import type { Storage } from '../../../src/kernel/storage.ts';
import type { Network } from '../../../src/network/network.ts';
import type { Process, Turns } from './turns.ts';

/** Methods of a network that are computed in the process. */
const AT_HAND: ReadonlySet<string> = new Set([
  'tokenize',
  'tokenizeAccount',
  'wellKnownAccount',
  'wellKnownCard',
  'accountBehind',
] satisfies (keyof Network)[]);

/** The network as one process reaches it. A remote network outlives its processes. */
export function cutNetwork<N extends Network>(network: N, { turns, process }: Place): N {
  return cut(network, AT_HAND, (name, call) => turns.take(process, `network ${name}`, call));
}

export interface Place {
  readonly turns: Pick<Turns, 'take'>;
  readonly process: Process;
}

/** The storage as one process reaches it. The opener closes it. */
export function cutStorage(storage: Storage, { turns, process }: Place): Storage {
  const cutting = cut(storage, new Set(['backUp']), (name, call) => turns.take(process, `storage ${name}`, call));
  return { ...cutting, close: async () => {} };
}

/** Returns an object whose methods, except those named, are called through `take`. */
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
