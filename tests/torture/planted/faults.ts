import { type Batch, ConflictError, type Storage } from '../../../src/kernel/storage.ts';

/** A fault between Florin and its storage. */
export interface Fault {
  readonly name: string;
  plant(storage: Storage): Storage;
}

/** A fault affects every third commit that it applies to. */
const EVERY = 3;

export const FAULTS: readonly Fault[] = [
  { name: 'lost update: a commit whose versions are not checked', plant: withoutVersions },
  { name: 'posting made twice', plant: withPostingsTwice },
  { name: 'event in a batch of its own after the commit', plant: (storage) => withEventsApart(storage, 'after') },
  { name: 'event in a batch of its own before the commit', plant: (storage) => withEventsApart(storage, 'before') },
];

/** Commits despite a version conflict. */
function withoutVersions(storage: Storage): Storage {
  return {
    ...storage,
    async commit(batch) {
      try {
        await storage.commit(batch);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        await storage.commit({ ...batch, expected: await asTheyAre(storage, batch) });
      }
    },
  };
}

async function asTheyAre(storage: Storage, { world, expected }: Batch): Promise<Batch['expected']> {
  const ids = expected.map(({ id }) => id);
  const versions = new Map((await storage.readObjects(world, ids)).map(({ id, version }) => [id, version]));
  return ids.map((id) => ({ id, version: versions.get(id) ?? 0 }));
}

/** Posts every transaction twice; each stays balanced. */
function withPostingsTwice(storage: Storage): Storage {
  return sometimes(
    storage,
    ({ postings }) => postings.length > 0,
    (batch) => {
      const again = batch.postings.map((posting) => ({ ...posting, line: posting.line + batch.postings.length }));
      return storage.commit({ ...batch, postings: [...batch.postings, ...again] });
    },
  );
}

/** Commits events and their objects one after the other instead of together. */
function withEventsApart(storage: Storage, when: 'before' | 'after'): Storage {
  return sometimes(
    storage,
    ({ events }) => events.length > 0,
    async (batch) => {
      const { world, events, revisions } = batch;
      const alone: Batch = { ...NOTHING, world, events, revisions: when === 'before' ? revisions : [] };
      if (when === 'before') await storage.commit(alone);
      await storage.commit({ ...batch, events: [], ...(when === 'before' && { revisions: [] }) });
      if (when === 'after') await storage.commit(alone);
    },
  );
}

const NOTHING: Omit<Batch, 'world'> = {
  expected: [],
  revisions: [],
  objects: [],
  listings: { add: [], remove: [] },
  events: [],
  postings: [],
  timers: { add: [], remove: [] },
  idempotency: null,
};

/** Applies a fault to every third commit that it applies to. */
function sometimes(
  storage: Storage,
  fits: (batch: Batch) => boolean,
  commit: (batch: Batch) => Promise<void>,
): Storage {
  let met = 0;
  return {
    ...storage,
    commit: (batch) => (fits(batch) && ++met % EVERY === 0 ? commit(batch) : storage.commit(batch)),
  };
}
