import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventResource } from '../../../src/events/events.ts';
import type { Context } from '../../../src/kernel/context.ts';
import { ConflictError } from '../../../src/kernel/storage.ts';
import { transaction } from '../../../src/ledger/books.ts';
import { differencesIn } from '../../support/examined.ts';
import { call, createManualClock, openPlatform, type Platform, run, thingType } from '../events/kit.ts';

const WORLD = 'acct_platform';
const CONNECTED = 'acct_connected';

let platform: Platform;

beforeEach(async () => {
  platform = await openPlatform(createManualClock());
  await platform.openWorld(WORLD);
});
afterEach(() => platform.close());

const named = (id: string, name: string) => ({ id, object: 'customer', name, internal: { secret: '' } }) as const;

/** Makes a customer of an account under an id, with its event. */
function add({ work }: Context, id: string, name: string): void {
  work.emit('customer.created', work.insert(thingType, named(id, name)));
}

const nameOf = (account: string, id: string) =>
  run(platform.engine, WORLD, async (context) => (await (await context.at(account)).work.get(thingType, id))?.name);

const namesOf = (account: string) =>
  run(platform.engine, WORLD, async (context) => {
    const things = await (await context.at(account)).work.list(thingType, { limit: 10 });
    return things.map(({ name }) => name);
  });

test('one decision changes objects of two accounts, which may share an id', async () => {
  await run(platform.engine, WORLD, async (context) => {
    add(context, 'cus_1', 'Ours');
    add(await context.at(CONNECTED), 'cus_1', 'Theirs');
  });
  expect(await nameOf(WORLD, 'cus_1')).toBe('Ours');
  expect(await nameOf(CONNECTED, 'cus_1')).toBe('Theirs');
  expect(await namesOf(WORLD)).toEqual(['Ours']);
  expect(await namesOf(CONNECTED)).toEqual(['Theirs']);
  expect(await namesOf('acct_other')).toEqual([]);
  expect(await differencesIn(platform.storage)).toEqual([]);
});

test('uncommitted objects are listed with their own account', async () => {
  await run(platform.engine, WORLD, async (context) => {
    const there = await context.at(CONNECTED);
    add(there, 'cus_1', 'Theirs');
    expect(await context.work.list(thingType, { limit: 10 })).toEqual([]);
    expect(await there.work.list(thingType, { limit: 10 })).toHaveLength(1);
    expect(there.work).toBe(context.work.for(CONNECTED));
    expect(there.account.id).toBe(CONNECTED);
    expect((await there.at(WORLD)).work).toBe(context.work);
  });
});

test('a decision that loses a race in one account changes nothing in the other, and runs again', async () => {
  await run(platform.engine, WORLD, async (context) => {
    add(context, 'cus_1', 'Ours');
    add(await context.at(CONNECTED), 'cus_1', 'Theirs');
  });
  let runs = 0;
  await run(platform.engine, WORLD, async (context) => {
    const { work } = context;
    const there = (await context.at(CONNECTED)).work;
    const [ours, theirs] = [await work.require(thingType, 'cus_1'), await there.require(thingType, 'cus_1')];
    work.save({ ...ours, name: `${ours.name}, after ${theirs.name}` });
    there.save(theirs);
    if (runs++ > 0) return;
    await run(platform.engine, WORLD, async (other) => {
      const { work: first } = await other.at(CONNECTED);
      first.save({ ...(await first.require(thingType, 'cus_1')), name: 'Theirs, renamed' });
    });
    expect(await nameOf(WORLD, 'cus_1')).toBe('Ours');
  });
  expect(runs).toBe(2);
  expect(await nameOf(WORLD, 'cus_1')).toBe('Ours, after Theirs, renamed');
});

test('money moves between accounts in one transaction, and each has its own books', async () => {
  await run(platform.engine, WORLD, async ({ work }) => {
    const id = work.newId('txn');
    const stamp = { id, currency: 'usd', availableOn: work.worldNow, account: work.connected };
    work.post(
      transaction(stamp, [
        { book: 'merchant', amount: -500 },
        { book: 'merchant', amount: 500, account: CONNECTED },
      ]),
    );
  });
  const available = (account: string) =>
    run(
      platform.engine,
      WORLD,
      async (context) => (await (await context.at(account)).work.bookBalances('merchant'))[0],
    );
  expect(await available(WORLD)).toEqual({ currency: 'usd', available: -500, pending: 0 });
  expect(await available(CONNECTED)).toEqual({ currency: 'usd', available: 500, pending: 0 });
  expect(await platform.storage.sumOfAllPostings(WORLD)).toEqual([{ currency: 'usd', amount: 0 }]);
});

test('events are listed and read by their account alone', async () => {
  const { engine } = platform;
  await run(engine, WORLD, async (context) => {
    add(context, 'cus_1', 'Ours');
    add(await context.at(CONNECTED), 'cus_2', 'Theirs');
  });
  const all = await platform.storage.listEvents(WORLD, { descending: false, limit: 10 });
  expect(all.map(({ account }) => account)).toEqual([null, CONNECTED]);
  const ours = await call<{ data: { id: string }[] }>(engine, WORLD, eventResource.operations, 'GET /v1/events');
  expect(ours.data.map(({ id }) => id)).toEqual([all[0]?.id]);
  const read = (id = '') => call(engine, WORLD, eventResource.operations, 'GET /v1/events/{id}', {}, { id });
  expect(await read(all[0]?.id)).toMatchObject({ type: 'customer.created' });
  await expect(read(all[1]?.id)).rejects.toMatchObject({ detail: { code: 'resource_missing' } });
  const after = call(engine, WORLD, eventResource.operations, 'GET /v1/events', { starting_after: all[1]?.id });
  await expect(after).rejects.toMatchObject({ detail: { code: 'resource_missing' } });
});

test('timers are cancelled for their own account, and act for it', async () => {
  const { engine, storage, clock } = platform;
  await run(engine, WORLD, async (context) => {
    add(context, 'cus_1', 'Ours');
    add(await context.at(CONNECTED), 'cus_1', 'Theirs');
    for (const { work } of [context, await context.at(CONNECTED)])
      work.schedule({ kind: 'thing.expire', subject: 'cus_1', dueAt: work.nowMs + 1_000 });
  });
  await run(engine, WORLD, async (context) => context.work.cancelTimers('cus_1', 'thing.expire'));
  expect(await differencesIn(storage)).toEqual([]);
  const open = await storage.listTimers(WORLD, 'cus_1');
  expect(open.map(({ account }) => account)).toEqual([CONNECTED]);
  const now = clock.now() + 1_000;
  const [timer] = await storage.claimTimers({ now, leaseUntil: now + 1, limit: 1, perQueue: 1, busy: [] });
  if (!timer) throw new Error('The timer was not claimed.');
  const name = await engine.forTimer(timer, async ({ work }) => (await work.get(thingType, 'cus_1'))?.name);
  expect(name).toBe('Theirs');
});

test('an Idempotency-Key of a connected account is not the platform’s', async () => {
  const { engine, storage } = platform;
  const take = async (account: string | null) =>
    engine.run(
      WORLD,
      {
        origin: { id: 'req_1', idempotencyKey: 'key_1', cause: 'key_1' },
        caller: engine.platformCaller(),
        acting: await engine.actingFor(WORLD, account),
        record: () => ({
          key: 'key_1',
          fingerprint: 'hash',
          requestId: 'req_1',
          status: 200,
          revision: null,
          body: '{}',
          created: 1,
        }),
      },
      async ({ work }) => {
        if (await work.isAnswered()) throw new Error('It was answered before.');
      },
    );
  await take(null);
  await take(CONNECTED);
  await expect(take(null)).rejects.toThrow('It was answered before.');
  await expect(take(CONNECTED)).rejects.toThrow('It was answered before.');
  expect(await storage.readIdempotency(WORLD, 'key_1')).toBeDefined();
  expect(await storage.readIdempotency(WORLD, `${CONNECTED}/key_1`)).toBeUndefined();
});

test('separate commits of a decision are for its account as well', async () => {
  await run(platform.engine, WORLD, async (context) => {
    await (await context.at(CONNECTED)).commitSeparately(async (inner) => add(inner, 'cus_1', 'Theirs'));
    throw new ConflictError('something');
  }).catch(() => {});
  expect(await namesOf(WORLD)).toEqual([]);
  expect(await namesOf(CONNECTED)).toEqual(['Theirs']);
});
