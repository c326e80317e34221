import { afterEach, beforeEach, expect, test } from 'vitest';
import { invalidRequest } from '../../../src/kernel/errors.ts';
import { createManualClock, openPlatform, type Platform, run, thingType } from '../events/kit.ts';

const WORLD = 'acct_platform';
const thing = (id: string, name: string) => ({ id, object: 'customer', name, internal: { secret: '' } }) as const;

let platform: Platform;

beforeEach(async () => {
  platform = await openPlatform(createManualClock());
  await platform.openWorld(WORLD);
  await run(platform.engine, WORLD, async ({ work }) => {
    for (const id of ['cus_1', 'cus_2']) work.insert(thingType, thing(id, 'open'));
  });
});
afterEach(() => platform.close());

const close = () =>
  run(platform.engine, WORLD, async ({ work }) => {
    for (const id of ['cus_1', 'cus_2']) work.save({ ...(await work.require(thingType, id)), name: 'closed' });
  });

test('a decision is not refused for a view that is half before and half after another one', async () => {
  let runs = 0;
  const decided = run(platform.engine, WORLD, async ({ work }) => {
    runs += 1;
    const first = await work.require(thingType, 'cus_1');
    if (first.name === 'closed') throw invalidRequest('It is closed.', { code: 'closed' });
    if (runs === 1) await close();
    const second = await work.require(thingType, 'cus_2');
    if (second.name === 'closed') throw invalidRequest('The second is closed and the first is not.');
  });
  await expect(decided).rejects.toMatchObject({ detail: { code: 'closed' } });
  expect(runs).toBe(2);
});

test('a refusal for what is as it was read is not run again', async () => {
  let runs = 0;
  const decided = run(platform.engine, WORLD, async ({ work }) => {
    runs += 1;
    for (const id of ['cus_1', 'cus_2', 'cus_none']) await work.get(thingType, id);
    throw invalidRequest('No.');
  });
  await expect(decided).rejects.toMatchObject({ status: 400 });
  expect(runs).toBe(1);
});
