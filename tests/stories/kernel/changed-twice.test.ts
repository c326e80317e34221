import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock, openPlatform, type Platform, run, thingType } from '../events/kit.ts';

const WORLD = 'acct_platform';
const KIND = 'thing.ends';
const thing = (name: string) => ({ id: 'cus_1', object: 'customer', name, internal: { secret: '' } }) as const;

let platform: Platform;

beforeEach(async () => {
  platform = await openPlatform(createManualClock());
  await platform.openWorld(WORLD);
});
afterEach(() => platform.close());

const namesOf = () =>
  run(platform.engine, WORLD, async ({ work }) => (await work.list(thingType, { limit: 10 })).map(({ name }) => name));
const timersOf = async () =>
  (await platform.engine.storage.listTimers(WORLD, 'cus_1')).map(({ payload }) => JSON.parse(payload));

test('an object that one decision removes and makes anew is listed once, until it is removed', async () => {
  await run(platform.engine, WORLD, async ({ work }) => work.insert(thingType, thing('before')));
  await run(platform.engine, WORLD, async ({ work }) => {
    work.remove(await work.require(thingType, 'cus_1'));
    work.insert(thingType, thing('after'));
  });
  expect(await namesOf()).toEqual(['after']);
  await run(platform.engine, WORLD, async ({ work }) => work.remove(await work.require(thingType, 'cus_1')));
  expect(await namesOf()).toEqual([]);
});

test('a timer that one decision schedules and cancels does not fire; one that is scheduled after that does', async () => {
  await run(platform.engine, WORLD, async ({ work }) => {
    const schedule = (n: number) =>
      work.schedule({ kind: KIND, subject: 'cus_1', dueAt: work.nowMs + 1_000_000, payload: n });
    schedule(1);
    await work.cancelTimers('cus_1', KIND);
    schedule(2);
  });
  expect(await timersOf()).toEqual([2]);
  await run(platform.engine, WORLD, async ({ work }) => {
    await work.cancelTimers('cus_1', KIND);
    work.schedule({ kind: KIND, subject: 'cus_1', dueAt: work.nowMs + 1_000_000, payload: 3 });
    await work.cancelTimers('cus_1', KIND);
  });
  expect(await timersOf()).toEqual([]);
});
