import { beforeEach, describe, expect, it } from 'vitest';
import type { DueOfWorld, Storage } from '../../../src/kernel/storage.ts';
import { addTimers, batch, claim, timer, world } from './samples.ts';

const FAR = 9e12;

/** Timers that have failed wait, and dead ones run again by hand only. */
export function describeFailedTimers(storage: () => Storage): void {
  const fail = (id: string, leaseUntil: number, retryAt: number | null, failure = 'broken') =>
    storage().failTimer({ world, id, leaseUntil }, { failure, retryAt });
  const claimed = async (now: number, leaseUntil = now + 100) =>
    (await claim(storage(), { now, leaseUntil })).map(({ id, failures }) => [id, failures]);
  const due = (clock: string | null): DueOfWorld => ({
    clock,
    after: 0,
    until: FAR,
    excludeQueues: [],
    batch: { kinds: [], limit: 1, withinMs: 0 },
  });
  const next = async (clock: string | null, now: number) =>
    (await storage().claimNextTimers(world, due(clock), { now, leaseUntil: now + 100 })).map(({ id }) => id);

  describe('failed timers', () => {
    beforeEach(async () => {
      await storage().openWorld({ id: world, created: 1, clockOffset: 0, settings: '{}' });
    });

    it('are claimed again when they have waited, with the number of their failures', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000)]);
      expect(await claimed(1_000)).toEqual([['timer_1', 0]]);
      await fail('timer_1', 1_100, 5_000);
      expect(await storage().nextWake(1_000)).toBe(5_000);
      expect(await claimed(4_999)).toEqual([]);
      expect(await next(null, 4_999)).toEqual([]);
      expect(await storage().countDue(world, due(null))).toBe(0);
      expect(await claimed(5_000)).toEqual([['timer_1', 1]]);
      expect(await storage().countDue(world, due(null))).toBe(1);
      await fail('timer_1', 5_100, 9_000);
      expect(await next(null, 9_000)).toEqual(['timer_1']);
    });

    it('keep their wait when the clock moves', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000)]);
      await claimed(1_000);
      await fail('timer_1', 1_100, 5_000);
      await storage().setClock(world, 100_000);
      expect(await claimed(4_999)).toEqual([]);
      expect(await claimed(5_000)).toEqual([['timer_1', 1]]);
    });

    it('never fail by a worker whose lease has ended', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000)]);
      await claimed(1_000);
      await claimed(1_100);
      await fail('timer_1', 1_100, null);
      expect(await storage().listFailedTimers({ limit: 10 })).toEqual([]);
    });

    it('are listed with their error, dead ones first, of a world and of a clock', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000), timer('timer_2', 1_000)]);
      await addTimers(storage(), [timer('timer_3', 1_000, { clock: 'clock_1' })]);
      await addTimers(storage(), [timer('timer_4', 1_000)], 'acct_other');
      await claimed(1_000);
      await next('clock_1', 1_000);
      await fail('timer_1', 1_100, 5_000);
      await fail('timer_2', 1_100, null, 'the reason');
      await fail('timer_3', 1_100, 6_000);
      await storage().failTimer(
        { world: 'acct_other', id: 'timer_4', leaseUntil: 1_100 },
        { failure: 'x', retryAt: 7_000 },
      );
      const listed = async (query: { world?: string; clock?: string }, limit = 10) =>
        (await storage().listFailedTimers({ ...query, limit })).map(({ id }) => id);
      expect((await storage().listFailedTimers({ limit: 10 }))[0]).toEqual({
        world,
        id: 'timer_2',
        kind: 'thing.expire',
        subject: 'thing_1',
        clock: null,
        failures: 1,
        failure: 'the reason',
        retryAt: null,
      });
      expect((await listed({})).sort()).toEqual(['timer_1', 'timer_2', 'timer_3', 'timer_4']);
      expect(await listed({ world })).toEqual(['timer_2', 'timer_1', 'timer_3']);
      expect(await listed({ world }, 1)).toEqual(['timer_2']);
      expect(await listed({ world, clock: 'clock_1' })).toEqual(['timer_3']);
      expect(await listed({ world, clock: 'clock_2' })).toEqual([]);
      expect(await storage().countFailedTimers()).toEqual({ retrying: 3, dead: 1 });
    });

    it('that are dead are claimed by nobody until they are retried', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000), timer('timer_2', 1_000, { clock: 'clock_1' })]);
      await claimed(1_000);
      await next('clock_1', 1_000);
      await fail('timer_1', 1_100, null);
      await fail('timer_2', 1_100, null);
      expect(await storage().nextWake(1_000)).toBeUndefined();
      await storage().setClock(world, 5_000);
      expect(await claimed(FAR)).toEqual([]);
      expect(await next(null, FAR)).toEqual([]);
      expect(await next('clock_1', FAR)).toEqual([]);
      expect(await storage().countDue(world, due(null))).toBe(0);
      // A clock must not pass it.
      expect(await storage().countDue(world, due('clock_1'))).toBe(1);
      expect(await storage().listTimers(world, 'thing_1')).toHaveLength(2);
      expect(await storage().retryTimers()).toBe(2);
      expect(await storage().retryTimers()).toBe(0);
      expect(await storage().countFailedTimers()).toEqual({ retrying: 0, dead: 0 });
      expect(await claimed(2_000)).toEqual([['timer_1', 0]]);
      expect(await next('clock_1', 2_000)).toEqual(['timer_2']);
    });

    it('are retried by their ids, also those that still wait', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000), timer('timer_2', 1_000)]);
      await claimed(1_000);
      await fail('timer_1', 1_100, null);
      await fail('timer_2', 1_100, 5_000);
      expect(await storage().retryTimers(['timer_2', 'timer_9'])).toBe(1);
      expect(await claimed(2_000)).toEqual([['timer_2', 0]]);
      expect(await storage().retryTimers([])).toBe(0);
      expect(await storage().countFailedTimers()).toEqual({ retrying: 0, dead: 1 });
    });

    it('are cancelled like others, and start anew when they are put off', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000), timer('timer_2', 1_000)]);
      await claimed(1_000);
      await fail('timer_1', 1_100, null);
      await fail('timer_2', 1_100, null);
      const later = timer('timer_2', 2_000);
      await storage().commit(batch({ timers: { add: [later], remove: [{ id: 'timer_1' }, { id: 'timer_2' }] } }));
      expect(await storage().countFailedTimers()).toEqual({ retrying: 0, dead: 0 });
      expect(await claimed(2_000)).toEqual([['timer_2', 0]]);
    });
  });
}
