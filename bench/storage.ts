import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createIds } from '../src/kernel/ids.ts';
import type { Batch, Storage, Timer } from '../src/kernel/storage.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import { openBare } from './storage-bare.ts';
import { createPayments } from './storage-payments.ts';

/**
 * Measures the storage of this machine: payments committed by a bare loop and by the adapter, then reads at a thousand
 * rows and at many. `node bench/storage.ts --payments 40000 --clients 16,32 --rows 1000000 --folder /data`
 */
const { values } = parseArgs({
  options: {
    payments: { type: 'string', default: '40000' },
    clients: { type: 'string', default: '1,16,32,64' },
    rows: { type: 'string', default: '1000000' },
    folder: { type: 'string', default: tmpdir() },
  },
});
const world = 'acct_1PgafTB1WZGKmQ2E';
const ids = createIds();
const payments = Number(values.payments);

function say(what: string, figures: string): void {
  process.stdout.write(`${what.padEnd(58)} ${figures}\n`);
}

/** Runs in a new folder that is removed afterwards. */
async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(values.folder, 'florin-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The number of concurrent payments outside of measurements. */
const CHUNK = 2_000;

/** Commits payments; returns how many a second, by wall clock and by CPU time, and their bytes on disk. */
async function commitPayments(
  what: string,
  folder: string,
  commit: (batches: readonly Batch[]) => Promise<void>,
  close: () => unknown,
): Promise<void> {
  const source = createPayments(world);
  let elapsed = 0;
  let busy = 0;
  for (let done = 0; done < payments; done += CHUNK) {
    const batches = Array.from({ length: CHUNK }, source.next);
    const before = process.cpuUsage();
    const start = performance.now();
    await commit(batches);
    elapsed += performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    busy += (user + system) / 1_000;
  }
  await close();
  const perSecond = (ms: number) => Math.round((payments / ms) * 1_000);
  const bytes = Math.round(statSync(join(folder, 'florin.db')).size / payments);
  say(what, `${perSecond(elapsed)}/s, ${perSecond(busy)}/s of processor, ${bytes} bytes each`);
}

/** Commits as `clients` would that each wait for their answer. */
async function commitBy(clients: number, storage: Storage, batches: readonly Batch[]): Promise<void> {
  const waiting = batches.values();
  const client = async () => {
    for (const batch of waiting) await storage.commit(batch);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/** Times one call, averaged over enough runs. */
async function time(what: string, call: () => Promise<unknown>, runs = 200): Promise<void> {
  for (let i = 0; i < runs / 10; i++) await call();
  const start = performance.now();
  for (let i = 0; i < runs; i++) await call();
  const ms = (performance.now() - start) / runs;
  say(what, ms < 0.1 ? `${Math.round(1_000 / ms)}/s` : `${ms.toFixed(2)} ms`);
}

const empty = { world, expected: [], postings: [], timers: { add: [], remove: [] }, idempotency: null };

/** A batch of `count` small charges from `first` on, each with an event and three postings. */
function charges(first: number, count: number): Batch {
  const made = Array.from({ length: count }, (_, n) => ({ id: ids.next('ch', first + n), position: first + n }));
  return {
    ...empty,
    revisions: made.map(({ id, position }) => {
      const body = JSON.stringify({
        id,
        object: 'charge',
        amount: 1999,
        currency: 'usd',
        status: 'succeeded',
        position,
      });
      return { revision: position, id, body };
    }),
    objects: made.map(({ id, position }) => {
      return { id, type: 'charge', version: 1, revision: position, position, deleted: false };
    }),
    listings: { add: made.map(({ id, position }) => ({ list: 'charge', position, id })), remove: [] },
    events: made.map(({ position }) => {
      const type = position % 50_000 === 0 ? 'charge.dispute.created' : 'charge.succeeded';
      return { id: ids.next('evt', position), type, revision: position, account: null, body: '{"created":1}' };
    }),
    postings: made.flatMap(({ position }) =>
      (['acquirer', 'merchant', 'fees'] as const).map((book, line) => {
        return { transaction: `txn_${position}`, line, book, currency: 'usd', amount: 100, availableOn: position };
      }),
    ),
  };
}

async function fill(storage: Storage, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += 200) await storage.commit(charges(first, Math.min(200, to - first)));
}

async function reads(storage: Storage, rows: number): Promise<void> {
  const at = `of ${rows.toLocaleString('en')}`;
  const some = await storage.list(world, { list: 'charge', descending: true, limit: 1_000 });
  let n = 0;
  const id = () => some[n++ % some.length]?.id ?? '';
  await time(`readObject, newest thousand ${at}`, () => storage.readObject(world, id()), 20_000);
  const anywhere = () => Math.floor(Math.random() * rows) + 1;
  await time(`readRevision, anywhere ${at}`, () => storage.readRevision(world, anywhere()), 20_000);
  await time(`list: newest page of 100 ${at}`, () =>
    storage.list(world, { list: 'charge', descending: true, limit: 100 }),
  );
  const below = Math.floor(rows / 2);
  await time(`list: a page of 100 in the middle ${at}`, () =>
    storage.list(world, { list: 'charge', below, descending: true, limit: 100 }),
  );
  const types = ['charge.dispute.created', 'charge.refunded', 'charge.succeeded'];
  await time(`listEvents: three types, page of 100 ${at}`, () =>
    storage.listEvents(world, { types, descending: true, limit: 100 }),
  );
  await time(`listEvents: a rare type ${at}`, () =>
    storage.listEvents(world, { types: types.slice(0, 2), descending: true, limit: 100 }),
  );
  await time(`bookBalances ${at}`, () => storage.bookBalances(world, 'merchant', below));
}

async function timers(storage: Storage): Promise<void> {
  const timer = (queue: string, n: number): Timer => {
    return {
      id: `timer_${queue}_${n}`,
      queue,
      kind: 'webhook',
      subject: `sub_${n}`,
      account: null,
      clock: null,
      dueAt: n,
      payload: '{}',
      attempt: 0,
    };
  };
  for (let n = 0; n < 100_000; n += 500) {
    const add = Array.from({ length: 500 }, (_, i) => timer('crowd', n + i));
    await storage.commit({
      ...empty,
      revisions: [],
      objects: [],
      events: [],
      listings: { add: [], remove: [] },
      timers: { add, remove: [] },
    });
  }
  let now = 1_000_000;
  const claim = { leaseUntil: 2_000_000, limit: 64, perQueue: 8, busy: [] };
  await time('claimTimers: 8 of a queue of 100,000 due', () => storage.claimTimers({ ...claim, now: now++ }), 100);
  await time('nextWake among 100,000', () => storage.nextWake(now), 2_000);
}

await inFolder(async (folder) => {
  const bare = openBare(folder);
  const commit = async (batches: readonly Batch[]) => {
    for (let n = 0; n < batches.length; n += 16) bare.commit(batches.slice(n, n + 16));
  };
  await commitPayments('bare loop, 16 a commit', folder, commit, bare.close);
});
for (const clients of values.clients.split(',').map(Number)) {
  await inFolder(async (folder) => {
    const storage = openSqlite({ path: folder });
    const commit = (batches: readonly Batch[]) => commitBy(clients, storage, batches);
    await commitPayments(`adapter, ${clients} clients`, folder, commit, () => storage.close());
  });
}
await inFolder(async (folder) => {
  const storage = openSqlite({ path: folder });
  const rows = Number(values.rows);
  await fill(storage, 1, 1_001);
  await reads(storage, 1_000);
  await fill(storage, 1_001, rows + 1);
  await reads(storage, rows);
  await timers(storage);
  await storage.close();
});
