import type { FailedTimer, Storage, StoredKey, World } from '../kernel/storage.ts';

/** The constants of the FNV-1a hash of 32 bits. */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The shard of a world (by its id) or of a key (by its hash). The same text is in the same shard for ever. */
export function shardOf(text: string, shards: number): number {
  let hash = FNV_OFFSET;
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), FNV_PRIME);
  return (hash >>> 0) % shards;
}

/**
 * One storage over several: each world is in one of them, and each key, apart from its world. Work of all worlds goes
 * round the shards, so that each has its turn.
 */
export function createSharded(shards: readonly Storage[]): Storage {
  const [only] = shards;
  if (only && shards.length === 1) return only;

  const of = (text: string): Storage => {
    const shard = shards[shardOf(text, shards.length)];
    if (!shard) throw new RangeError('There are no shards.');
    return shard;
  };
  /** One shard after the other: all at once would take every connection from the requests. */
  async function ofAll<Answer>(ask: (shard: Storage) => Promise<Answer>): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const shard of shards) answers.push(await ask(shard));
    return answers;
  }
  const claims = createTurns(shards);
  const purges = createTurns(shards);

  return {
    shared: shards.every(({ shared }) => shared),
    readObject: (world, id) => of(world).readObject(world, id),
    readObjects: (world, ids) => of(world).readObjects(world, ids),
    readRevision: (world, revision) => of(world).readRevision(world, revision),
    readRevisions: (world, revisions) => of(world).readRevisions(world, revisions),
    list: (world, query) => of(world).list(world, query),
    unindexed: (world, wanted) => of(world).unindexed(world, wanted),
    index: (world, indexed, entries) => of(world).index(world, indexed, entries),
    search: (world, query, page) => of(world).search(world, query, page),
    countFound: (world, query, most) => of(world).countFound(world, query, most),
    readEvent: (world, id) => of(world).readEvent(world, id),
    listEvents: (world, query) => of(world).listEvents(world, query),
    readIdempotency: (world, key) => of(world).readIdempotency(world, key),
    bookBalances: (world, book, now) => of(world).bookBalances(world, book, now),
    postingsOf: (world, transaction) => of(world).postingsOf(world, transaction),
    sumOfAllPostings: (world) => of(world).sumOfAllPostings(world),
    commit: (batch) => of(batch.world).commit(batch),
    claimNextTimers: (world, due, claim) => of(world).claimNextTimers(world, due, claim),
    countDue: (world, due) => of(world).countDue(world, due),
    failTimer: (timer, failed) => of(timer.world).failTimer(timer, failed),
    countTimers: (world, kinds, subjects) => of(world).countTimers(world, kinds, subjects),
    listTimers: (world, subject) => of(world).listTimers(world, subject),
    listDue: (world, clock, limit) => of(world).listDue(world, clock, limit),
    readWorld: (world) => of(world).readWorld(world),
    newestRevision: (world) => of(world).newestRevision(world),
    openWorld: (world: World) => of(world.id).openWorld(world),
    setClock: (world, clockOffset, past) => of(world).setClock(world, clockOffset, past),
    setSettings: (world, settings) => of(world).setSettings(world, settings),
    readKey: (hash) => of(hash).readKey(hash),
    listRequests: (world, query) => of(world).listRequests(world, query),
    listDeliveries: (world, query) => of(world).listDeliveries(world, query),
    trimLogs: (world, most) => of(world).trimLogs(world, most),

    purgeIdempotency: (before, limit) => purges.first((shard) => shard.purgeIdempotency(before, limit)),
    purgeLogs: (before, limit) => purges.first((shard) => shard.purgeLogs(before, limit)),
    // A claim's limits hold for one claim, so it is of one shard; the next claim begins behind it.
    claimTimers: (claim) => claims.first((shard) => shard.claimTimers(claim)),
    async nextWake(now) {
      const wakes = await ofAll((shard) => shard.nextWake(now));
      const times = wakes.filter((wake) => wake !== undefined);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    async listFailedTimers(query) {
      if (query.world !== undefined) return of(query.world).listFailedTimers(query);
      const failed = (await ofAll((shard) => shard.listFailedTimers(query))).flat();
      return failed.sort(byDeath).slice(0, query.limit);
    },
    async countFailedTimers() {
      const counts = await ofAll((shard) => shard.countFailedTimers());
      return { retrying: sumOf(counts.map((count) => count.retrying)), dead: sumOf(counts.map((count) => count.dead)) };
    },
    retryTimers: async (ids) => sumOf(await ofAll((shard) => shard.retryTimers(ids))),
    async registerKeys(keys) {
      for (const [shard, own] of Map.groupBy(keys, ({ hash }) => of(hash))) await shard.registerKeys(own);
    },
    listKeys: async () => (await ofAll((shard) => shard.listKeys())).flat().sort(byCreation),
    countKeys: async () => sumOf(await ofAll((shard) => shard.countKeys())),
    async writeLogs({ requests, deliveries }) {
      await ofAll(async (shard) => {
        const own = <Row extends { readonly world: string }>(rows: readonly Row[]) =>
          rows.filter(({ world }) => of(world) === shard);
        await shard.writeLogs({ requests: own(requests), deliveries: own(deliveries) });
      });
    },
    async flushed() {
      await ofAll((shard) => shard.flushed());
    },
    async close() {
      await ofAll((shard) => shard.close());
    },
  };
}

/** Asks one shard after the other, each time from behind the one that last had something. */
function createTurns(shards: readonly Storage[]) {
  let served = -1;

  /** The first answer that has something: a count above zero, or items. Without one, the last. */
  async function first<Answer extends number | readonly unknown[]>(
    ask: (shard: Storage) => Promise<Answer>,
  ): Promise<Answer> {
    const order = shards.map((_, n) => (served + 1 + n) % shards.length);
    let answer: Answer | undefined;
    for (const n of order) {
      const shard = shards[n];
      if (!shard) continue;
      answer = await ask(shard);
      if (typeof answer === 'number' ? answer === 0 : answer.length === 0) continue;
      served = n;
      break;
    }
    if (answer === undefined) throw new RangeError('There are no shards.');
    return answer;
  }
  return { first };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Dead timers first, as every storage lists them. */
function byDeath(a: FailedTimer, b: FailedTimer): number {
  const isAlive = ({ retryAt }: FailedTimer) => Number(retryAt !== null);
  const place = ({ world, id }: FailedTimer) => `${world} ${id}`;
  return isAlive(a) - isAlive(b) || (place(a) < place(b) ? -1 : 1);
}

function byCreation(a: StoredKey, b: StoredKey): number {
  return a.created - b.created || (a.hash < b.hash ? -1 : 1);
}
