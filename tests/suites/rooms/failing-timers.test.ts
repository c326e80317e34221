import { expect, test } from 'vitest';
import { createFlorin } from '../../../src/florin.ts';
import { assemble } from '../../../src/kernel/assemble.ts';
import { ROOMS } from '../../../src/rooms.ts';
import { WAITS_MS } from '../../../src/timers/failure-schedule.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const KINDS = [...assemble(ROOMS).timers.keys()];

test('a timer of any kind completes or is dead after a day, whatever is wrong with it', async () => {
  const clock = createManualClock();
  const florin = await createFlorin({ storage: ':memory:', clock, report: () => {} });
  const { storage } = florin.engine;
  await florin.fetch('http://127.0.0.1:12111/v1/balance', { headers: { authorization: 'Bearer sk_test_timers' } });
  const [world = ''] = florin.engine.worlds.known();
  await florin.engine.asPlatform(world, 'test', async ({ work }) => {
    for (const kind of KINDS) {
      for (const payload of [null, {}, 'text', { endpoint: 'we_none', action: 'none', ends: 'never', as: null }])
        work.schedule({ kind, subject: 'nothing', dueAt: work.worldNowMs, payload, onWorldClock: true });
    }
  });
  await florin.settled();
  for (const wait of WAITS_MS) {
    clock.move(wait);
    await florin.settled();
  }
  const failed = await storage.listFailedTimers({ limit: 1_000 });
  expect(failed.length).toBeGreaterThan(KINDS.length / 4);
  for (const { kind, retryAt, failures } of failed)
    expect([kind, retryAt, failures]).toEqual([kind, null, WAITS_MS.length + 1]);
  expect((await storage.listTimers(world, 'nothing')).map(({ kind }) => kind).sort()).toEqual(
    failed.map(({ kind }) => kind).sort(),
  );
  await florin.close();
});
