import type { Batch, Posting, Storage, StoredEvent, Timer } from '../../../src/kernel/storage.ts';

export const world = 'acct_contract';

/** A batch that is empty except for `parts`. */
export function batch(parts: Partial<Batch>): Batch {
  return {
    world,
    expected: [],
    revisions: [],
    objects: [],
    listings: { add: [], remove: [] },
    events: [],
    postings: [],
    timers: { add: [], remove: [] },
    idempotency: null,
    ...parts,
  };
}

/** A batch that creates object `id` at `position` (also its revision number) and lists it. */
export function creation(id: string, position: number, parts: Partial<Batch> = {}, lists = ['thing']): Batch {
  return batch({
    expected: [{ id, version: 0 }],
    revisions: [{ revision: position, id, body: bodyOf(id, 1) }],
    objects: [{ id, type: 'thing', version: 1, revision: position, position, deleted: false }],
    listings: { add: lists.map((list) => ({ list, position, id })), remove: [] },
    ...parts,
  });
}

/** A batch that updates object `id`, created at `position`, from `version` to the next. */
export function change(id: string, position: number, version: number, revision: number, parts: Partial<Batch> = {}) {
  return batch({
    expected: [{ id, version }],
    revisions: [{ revision, id, body: bodyOf(id, version + 1) }],
    objects: [{ id, type: 'thing', version: version + 1, revision, position, deleted: false }],
    ...parts,
  });
}

export function bodyOf(id: string, version: number): string {
  return JSON.stringify({ id, object: 'thing', name: 'Åse “Tester” 東京 🙂', version });
}

export function event(id: string, type: string, revision = 1, account: string | null = null): StoredEvent {
  return { id, type, revision, account, body: JSON.stringify({ created: 1_700_000_000, id }) };
}

export function posting(parts: Partial<Posting> & Pick<Posting, 'transaction' | 'line' | 'amount'>): Posting {
  return { book: 'merchant', currency: 'usd', availableOn: 1_700_000_000, ...parts };
}

export function timer(id: string, dueAt: number, parts: Partial<Timer> = {}): Timer {
  return {
    id,
    queue: 'clock',
    kind: 'thing.expire',
    subject: 'thing_1',
    account: null,
    clock: null,
    dueAt,
    payload: '{}',
    attempt: 0,
    ...parts,
  };
}

export function addTimers(storage: Storage, timers: readonly Timer[], owner = world): Promise<void> {
  return storage.commit(batch({ world: owner, timers: { add: timers, remove: [] } }));
}

/** Claims timers, without limits except those in `parts`. */
export function claim(storage: Storage, parts: Partial<Parameters<Storage['claimTimers']>[0]> & { now: number }) {
  return storage.claimTimers({ leaseUntil: parts.now + 60_000, limit: 1_000, perQueue: 1_000, busy: [], ...parts });
}

export function idempotency(key: string, created = 1_700_000_000) {
  return { key, fingerprint: 'hash', requestId: 'req_1', status: 200, revision: 1, body: null, created };
}

/**
 * Deletes until there is nothing left to delete; returns the number deleted by each call. A call whose response was lost is
 * repeated and reports only what the repetition deleted.
 */
export async function untilNone(purge: () => Promise<number>): Promise<number[]> {
  const deleted: number[] = [];
  do deleted.push(await purge());
  while (deleted.at(-1) !== 0);
  return deleted;
}
