import { lockTimeout } from './errors.ts';
import type { KeyMutex } from './key-mutex.ts';
import { ConflictError } from './storage.ts';

/**
 * A lock requested out of order is held by another decision. Waiting could deadlock: the decision releases its locks,
 * takes `ids` in order, and reruns.
 */
export class LockOrderError extends ConflictError {
  readonly ids: readonly string[];

  constructor(ids: readonly string[]) {
    super(`the locks ${ids.join(', ')}`);
    this.name = 'LockOrderError';
    this.ids = ids;
  }
}

/** The locks of one decision, held across reruns. */
export interface DecisionLocks {
  /** The ids it holds, and those of the decision around it. */
  held(): readonly string[];
  /** Takes the locks that are not held yet. Throws LockOrderError where waiting for one could deadlock. */
  take(ids: readonly string[]): Promise<void>;
  release(): void;
}

/**
 * Locks in `world`, for a decision inside `outer` if there is one. A decision waits only for locks that sort after all
 * that it holds, so no circle of decisions can wait for each other.
 */
export function createLocks(mutex: KeyMutex, world: string, outer?: DecisionLocks): DecisionLocks {
  const own = new Map<string, () => void>();
  const held = () => [...(outer?.held() ?? []), ...own.keys()];

  async function take(ids: readonly string[]): Promise<void> {
    const before = held();
    const missing = [...new Set(ids)].filter((id) => !before.includes(id)).sort();
    for (const id of missing) {
      const isInOrder = held().every((other) => other < id);
      const leave = isInOrder ? await mutex.enter(`${world} ${id}`) : mutex.tryEnter(`${world} ${id}`);
      if (leave) own.set(id, leave);
      else if (isInOrder) throw lockTimeout();
      else throw new LockOrderError([...new Set([...held(), ...missing])]);
    }
  }

  function release(): void {
    for (const leave of own.values()) leave();
    own.clear();
  }

  return { held, take, release };
}
