import { describe, expect, it } from 'vitest';
import type { DueOfWorld, Storage } from '../../../src/kernel/storage.ts';
import { addTimers, batch, claim, timer, world } from './samples.ts';

/** Timers on test clocks are due by their own clock only. */
export function describeClocks(storage: () => Storage): void {
  const opened = { id: world, created: 1, clockOffset: 0, settings: '{}' };
  const FAR = 9e12;
  const next = async (clock: string | null, until: number, now = 100, leaseUntil = 200) => {
    const batch = { kinds: ['thing.expire'], limit: 10, withinMs: FAR };
    const due: DueOfWorld = { clock, after: 0, until, excludeQueues: [], batch };
    return (await storage().claimNextTimers(world, due, { now, leaseUntil })).map(({ id }) => id);
  };
  const onClock = (id: string, dueAt: number, clock = 'clock_1') => timer(id, dueAt, { clock });

  describe('timers on a test clock', () => {
    it('never fall due by the world’s clock, however far that moves', async () => {
      await storage().openWorld(opened);
      await addTimers(storage(), [onClock('timer_a', 1_000), timer('timer_b', 2_000)]);
      expect(await storage().nextWake(0)).toBe(2_000);
      expect((await claim(storage(), { now: FAR, leaseUntil: FAR + 1 })).map(({ id }) => id)).toEqual(['timer_b']);
      await storage().setClock(world, 5_000);
      expect(await claim(storage(), { now: FAR })).toEqual([]);
      expect(await next(null, FAR, FAR, FAR + 1)).toEqual([]);
      const due = { clock: null, after: 0, until: 1_500, excludeQueues: [] };
      expect(await storage().countDue(world, due)).toBe(0);
      expect(await storage().countDue(world, { ...due, clock: 'clock_1' })).toBe(1);
    });

    it('do not wake when their world is opened after they were added', async () => {
      await addTimers(storage(), [onClock('timer_a', 1_000)]);
      await storage().openWorld(opened);
      expect(await storage().nextWake(0)).toBeUndefined();
      expect(await claim(storage(), { now: FAR })).toEqual([]);
    });

    it('are claimed by advances of that clock only, in the order they are due', async () => {
      await addTimers(storage(), [onClock('timer_b', 2_000), onClock('timer_a', 1_000), onClock('timer_c', 3_000)]);
      await addTimers(storage(), [onClock('timer_x', 1_000, 'clock_2'), timer('timer_y', 1_000)]);
      expect(await next('clock_1', 2_000)).toEqual(['timer_a', 'timer_b']);
      expect(await next('clock_1', 2_000)).toEqual([]);
      expect(await next('clock_2', 9_000)).toEqual(['timer_x']);
      expect(await next(null, 9_000)).toEqual(['timer_y']);
      expect(await next('clock_9', 9_000)).toEqual([]);
    });

    it('can be claimed again when a lease expired, for their clock only', async () => {
      await addTimers(storage(), [onClock('timer_a', 1_000)]);
      expect(await next('clock_1', 1_000, 100, 200)).toEqual(['timer_a']);
      expect(await claim(storage(), { now: FAR })).toEqual([]);
      expect(await next('clock_1', 1_000, 199, 300)).toEqual([]);
      expect(await next('clock_1', 1_000, 200, 300)).toEqual(['timer_a']);
      await storage().commit(batch({ timers: { add: [], remove: [{ id: 'timer_a', leaseUntil: 300 }] } }));
      expect(await storage().listTimers(world, 'thing_1')).toEqual([]);
    });

    it('are read back with their clock and account', async () => {
      const both = timer('timer_a', 1_000, { clock: 'clock_1', account: 'acct_1' });
      await addTimers(storage(), [both]);
      expect(await storage().listTimers(world, 'thing_1')).toEqual([both]);
      const due = {
        clock: 'clock_1',
        after: 0,
        until: 1_000,
        excludeQueues: [],
        batch: { kinds: [], limit: 1, withinMs: 0 },
      };
      const claimed = await storage().claimNextTimers(world, due, { now: 100, leaseUntil: 200 });
      expect(claimed).toEqual([{ ...both, world, leaseUntil: 200, failures: 0 }]);
    });
  });
}
