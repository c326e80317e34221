import { afterEach, beforeEach, expect, test } from 'vitest';
import { MOST_WAITING, MOST_WAITING_BYTES } from '../../../src/events/log-writer.ts';
import { createLogs, type Logs } from '../../../src/events/logs.ts';
import { createIds } from '../../../src/kernel/ids.ts';
import { type Storage, UnavailableError } from '../../../src/kernel/storage.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { requestEntry } from '../../support/request-entry.ts';

let storage: Storage;
let reported: unknown[];
let logs: Logs;
beforeEach(() => {
  storage = openSqlite({ path: ':memory:' });
  reported = [];
  logs = open();
});
afterEach(async () => {
  await logs.close();
  await storage.close();
  expect(reported).toEqual([]);
});

function open(parts: Partial<Storage> = {}): Logs {
  const clock = createManualClock();
  return createLogs({ storage: { ...storage, ...parts }, clock, ids: createIds() }, (error) => reported.push(error));
}

const ids = async (of = logs, world = 'acct_a') => (await of.requests.latest(world, 10_000)).map(({ id }) => id);

test('a listener receives entries of its own world until it unsubscribes', async () => {
  const heard: string[] = [];
  logs.requests.add('acct_a', requestEntry('req_0'));
  const end = logs.requests.subscribe('acct_a', ({ id }) => heard.push(id));
  logs.requests.add('acct_a', requestEntry('req_1'));
  logs.requests.add('acct_b', requestEntry('req_2'));
  end();
  end();
  logs.requests.add('acct_a', requestEntry('req_3'));
  expect(heard).toEqual(['req_1']);
  expect(await ids()).toEqual(['req_3', 'req_1', 'req_0']);
});

test('entries are read as they were added, by another node as well', async () => {
  const other = open();
  const request = requestEntry('req_1', 7);
  const delivery = { type: 'a.b', url: 'http://a', attempt: 0, status: null, failure: 'refused', at: 8 };
  other.requests.add('acct_a', request);
  other.deliveries.add('acct_a', { event: 'evt_1', endpoint: 'we_1', ...delivery });
  await other.close();
  expect(await logs.requests.latest('acct_a', 9)).toEqual([request]);
  expect(await logs.deliveries.latest('acct_a', 9)).toEqual([{ event: 'evt_1', endpoint: 'we_1', ...delivery }]);
});

test('a world keeps its newest ten thousand entries', async () => {
  for (let n = 0; n < 11_000; n += 1_000) {
    for (let more = 0; more < 1_000; more++) logs.requests.add('acct_a', requestEntry(`req_${n + more}`));
    await ids(logs, 'acct_b');
  }
  const kept = await logs.requests.latest('acct_a', 20_000);
  expect(kept).toHaveLength(10_000);
  expect([kept[0]?.id, kept.at(-1)?.id]).toEqual(['req_10999', 'req_1000']);
});

test('requests of several nodes are sorted by time even if their rows overlap', async () => {
  const other = open();
  for (let second = 0; second < 60; second++) {
    const node = second % 2 ? logs : other;
    for (let n = 0; n < 20; n++)
      node.requests.add('acct_a', requestEntry(`req_${second}_${n}`, second * 1_000 + n * 90));
    if (second % 5 === 0) await node.requests.latest('acct_a', 1);
  }
  await other.close();
  const all = await logs.requests.latest('acct_a', 10_000);
  expect(all).toHaveLength(1_200);
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((one, two) => two - one));
  for (const limit of [1, 30, 500]) expect(await logs.requests.latest('acct_a', limit)).toEqual(all.slice(0, limit));
});

test('a request is found by its id', async () => {
  for (let n = 0; n < 1_200; n++) logs.requests.add('acct_a', requestEntry(`req_${n}`, n));
  expect(await logs.requests.find('acct_a', 'req_3')).toEqual(requestEntry('req_3', 3));
  expect(await logs.requests.find('acct_a', 'req_1200')).toBeUndefined();
  expect(await logs.requests.find('acct_b', 'req_3')).toBeUndefined();
});

test('many requests are written in few rows, and in one write', async () => {
  let writes = 0;
  const counted = open({
    writeLogs: (rows) => {
      writes++;
      return storage.writeLogs(rows);
    },
  });
  for (let n = 0; n < 1_200; n++) counted.requests.add('acct_a', requestEntry(`req_${n}`));
  await counted.close();
  expect(writes).toBe(1);
  expect((await storage.listRequests('acct_a', { limit: 9 })).map(({ entries }) => entries)).toEqual([200, 500, 500]);
});

test('entries of a write that failed after it was stored are stored once', async () => {
  let unsure = true;
  const retrying = open({
    writeLogs: async (rows) => {
      await storage.writeLogs(rows);
      if (unsure) throw new UnavailableError();
    },
  });
  retrying.requests.add('acct_a', requestEntry('req_1', 1));
  await ids(retrying);
  unsure = false;
  retrying.requests.add('acct_a', requestEntry('req_2', 2));
  expect(await ids(retrying)).toEqual(['req_2', 'req_1']);
  await retrying.close();
});

test('entries wait during a storage outage, up to a limit, newest first', async () => {
  let away = true;
  const patient = open({
    writeLogs: (entries) => (away ? Promise.reject(new UnavailableError()) : storage.writeLogs(entries)),
  });
  for (let n = 0; n < MOST_WAITING + 5; n++) patient.requests.add('acct_a', requestEntry(`req_${n}`));
  expect(await ids(patient)).toEqual([]);
  away = false;
  const found = await ids(patient);
  expect(found).toHaveLength(MOST_WAITING);
  expect([found[0], found.at(-1)]).toEqual([`req_${MOST_WAITING + 4}`, 'req_5']);
  await patient.close();
});

test('entries that wait for the storage are bounded in bytes', async () => {
  let away = true;
  const patient = open({
    writeLogs: (entries) => (away ? Promise.reject(new UnavailableError()) : storage.writeLogs(entries)),
  });
  const long = 10_000;
  for (let n = 0; n < MOST_WAITING; n++) {
    patient.requests.add('acct_a', { ...requestEntry(`req_${n}`), path: '/'.repeat(long) });
  }
  expect(await ids(patient)).toEqual([]);
  away = false;
  const found = await ids(patient);
  expect(found[0]).toBe(`req_${MOST_WAITING - 1}`);
  expect(found.length * long * 2).toBeLessThan(MOST_WAITING_BYTES);
  expect(found.length).toBeGreaterThan(MOST_WAITING_BYTES / (long * 3));
  await patient.close();
});

test('the texts of a delivery are cut', async () => {
  const texts = { url: `http://a/${'b'.repeat(1_000_000)}`, failure: 'c'.repeat(1_000_000) };
  logs.deliveries.add('acct_a', {
    event: 'evt_1',
    endpoint: 'we_1',
    type: 'a.b',
    attempt: 0,
    status: null,
    at: 8,
    ...texts,
  });
  const [found] = await logs.deliveries.latest('acct_a', 1);
  expect([found?.url.length, found?.failure?.length]).toEqual([2_048, 500]);
});

test('entries that cannot be written are reported, and do not block the next', async () => {
  const failing = open({ writeLogs: () => Promise.reject(new Error('no such table')) });
  failing.requests.add('acct_a', requestEntry('req_1'));
  await failing.close();
  expect(reported.splice(0)).toEqual([new Error('no such table')]);
});
