import { beforeEach, describe, expect, it } from 'vitest';
import { ConflictError, type DueOfWorld, type Storage, type Timer } from '../../../src/kernel/storage.ts';
import { addTimers, batch, claim, timer, world } from './samples.ts';

export function describeTimers(storage: () => Storage): void {
  const ids = (timers: readonly Timer[]) => timers.map(({ id }) => id).sort();
  const remove = (id: string, leaseUntil?: number) =>
    storage().commit(batch({ timers: { add: [], remove: [leaseUntil === undefined ? { id } : { id, leaseUntil }] } }));

  describe('timers', () => {
    beforeEach(async () => {
      await storage().openWorld({ id: world, created: 1, clockOffset: 0, settings: '{}' });
    });

    it('are claimed when due, with all of their fields', async () => {
      const due = timer('timer_1', 1_000, { payload: '{"try":3}', attempt: 3 });
      await addTimers(storage(), [due, timer('timer_2', 1_001)]);
      expect(await claim(storage(), { now: 999 })).toEqual([]);
      expect(await claim(storage(), { now: 1_000, leaseUntil: 5_000 })).toEqual([
        { ...due, world, leaseUntil: 5_000, failures: 0 },
      ]);
    });

    it('are claimed by one worker at a time, and again when a lease expired', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000)]);
      const workers = [1, 2, 3].map(() => claim(storage(), { now: 1_000, leaseUntil: 5_000 }));
      expect(ids((await Promise.all(workers)).flat())).toEqual(['timer_1']);
      expect(await claim(storage(), { now: 4_999 })).toEqual([]);
      const again = await claim(storage(), { now: 5_000, leaseUntil: 9_000 });
      expect(again).toMatchObject([{ id: 'timer_1', leaseUntil: 9_000 }]);
    });

    it('are completed only by the holder of the lease', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000)]);
      await claim(storage(), { now: 1_000, leaseUntil: 5_000 });
      await claim(storage(), { now: 5_000, leaseUntil: 9_000 });
      await expect(remove('timer_1', 5_000)).rejects.toBeInstanceOf(ConflictError);
      await remove('timer_1', 9_000);
      expect(await storage().listTimers(world, 'thing_1')).toEqual([]);
      await expect(remove('timer_1', 9_000)).rejects.toBeInstanceOf(ConflictError);
    });

    it('are cancelled without a lease, which the holder of one can detect', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000)]);
      await claim(storage(), { now: 1_000, leaseUntil: 5_000 });
      await Promise.all([remove('timer_1'), remove('timer_none')]);
      await expect(remove('timer_1', 5_000)).rejects.toBeInstanceOf(ConflictError);
    });

    it('are postponed by removing and adding them in one batch', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000)]);
      await claim(storage(), { now: 1_000, leaseUntil: 5_000 });
      const later = timer('timer_1', 2_000, { attempt: 1 });
      await storage().commit(batch({ timers: { add: [later], remove: [{ id: 'timer_1', leaseUntil: 5_000 }] } }));
      expect(await claim(storage(), { now: 1_999 })).toEqual([]);
      expect(await claim(storage(), { now: 2_000 })).toMatchObject([later]);
    });

    it('of a full queue hide no other, and no queue exceeds its limit', async () => {
      const crowd = Array.from({ length: 900 }, (_, n) => timer(`crowd_${n}`, n, { queue: 'a_crowd' }));
      const others = ['b', 'c', 'd'].map((queue) => timer(queue, 5_000, { queue }));
      await addTimers(storage(), [...crowd, ...others]);
      const first = await claim(storage(), { now: 5_000, limit: 6, perQueue: 3 });
      const second = await claim(storage(), { now: 5_000, limit: 6, perQueue: 3 });
      for (const claimed of [first, second]) {
        expect(claimed.length).toBeLessThanOrEqual(6);
        expect(claimed.filter(({ queue }) => queue === 'a_crowd').length).toBeLessThanOrEqual(3);
      }
      expect(ids([...first, ...second].filter(({ queue }) => queue !== 'a_crowd'))).toEqual(['b', 'c', 'd']);
    });

    it('of a queue are claimed oldest first, and queues take turns if there is little room', async () => {
      const queues = ['a', 'b', 'c', 'd', 'e'];
      await addTimers(
        storage(),
        queues.flatMap((queue) => [3, 1, 2].map((n) => timer(`${queue}_${n}`, n, { queue }))),
      );
      const rounds: string[] = [];
      for (let round = 0; round < 5; round++) {
        const claimed = await claim(storage(), { now: 10, limit: 2, perQueue: 1 });
        expect(claimed).toHaveLength(2);
        rounds.push(...claimed.map(({ id }) => id));
      }
      expect(rounds.sort()).toEqual(queues.flatMap((queue) => [`${queue}_1`, `${queue}_2`]));
    });

    it('are claimed in the order they are due', async () => {
      await addTimers(
        storage(),
        [5, 3, 9, 1, 7].map((n) => timer(`timer_${9 - n}`, n)),
      );
      const claimed = await claim(storage(), { now: 10 });
      expect(claimed.map(({ dueAt }) => dueAt)).toEqual([1, 3, 5, 7, 9]);
    });

    it('of busy queues are skipped', async () => {
      await addTimers(storage(), [timer('timer_1', 1, { queue: 'a' }), timer('timer_2', 1, { queue: 'b' })]);
      expect(ids(await claim(storage(), { now: 5, busy: ['a'] }))).toEqual(['timer_2']);
      expect(await claim(storage(), { now: 5, busy: ['a', 'b'] })).toEqual([]);
      expect(ids(await claim(storage(), { now: 5 }))).toEqual(['timer_1']);
    });

    it('of all worlds are claimed together, and one id may exist in each', async () => {
      await addTimers(storage(), [timer('timer_1', 1)]);
      await addTimers(storage(), [timer('timer_1', 2)], 'acct_other');
      const claimed = await claim(storage(), { now: 5, leaseUntil: 50 });
      expect(claimed.map((each) => each.world).sort()).toEqual([world, 'acct_other'].sort());
      await remove('timer_1', 50);
      expect(await storage().listTimers('acct_other', 'thing_1')).toHaveLength(1);
    });

    it('are counted by due time, with and without lease', async () => {
      await addTimers(storage(), [timer('timer_1', 1_000), timer('timer_2', 2_000), timer('timer_3', 3_000)]);
      await claim(storage(), { now: 1_000, leaseUntil: 5_000 });
      await addTimers(storage(), [timer('timer_4', 1_500, { queue: 'other' })]);
      const due = { clock: null, after: 0, until: 2_000, excludeQueues: [] };
      expect(await storage().countDue(world, { ...due, until: 999 })).toBe(0);
      expect(await storage().countDue(world, due)).toBe(3);
      expect(await storage().countDue(world, { ...due, after: 1_000 })).toBe(2);
      expect(await storage().countDue(world, { ...due, excludeQueues: ['other', 'another'] })).toBe(2);
      expect(await storage().countDue('acct_other', { ...due, until: 9_000 })).toBe(0);
    });

    it('have a next time at which one can be claimed', async () => {
      expect(await storage().nextWake(0)).toBeUndefined();
      await addTimers(storage(), [timer('timer_1', 1_000), timer('timer_2', 7_000)]);
      expect(await storage().nextWake(0)).toBe(1_000);
      await claim(storage(), { now: 1_000, leaseUntil: 5_000 });
      expect(await storage().nextWake(1_000)).toBe(5_000);
      await remove('timer_1', 5_000);
      expect(await storage().nextWake(1_000)).toBe(7_000);
    });

    it('are counted and listed by subject', async () => {
      await addTimers(storage(), [
        timer('timer_2', 2),
        timer('timer_1', 1),
        timer('timer_3', 1, { kind: 'thing.mail' }),
        timer('timer_4', 1, { subject: 'thing_2' }),
      ]);
      const counts = await storage().countTimers(world, ['thing.expire'], ['thing_1', 'thing_2', 'thing_3']);
      expect(counts).toEqual(
        new Map([
          ['thing_1', 2],
          ['thing_2', 1],
        ]),
      );
      expect(await storage().countTimers('acct_other', ['thing.expire'], ['thing_1'])).toEqual(new Map());
      const both = await storage().countTimers(world, ['thing.expire', 'thing.mail'], ['thing_1']);
      expect(both).toEqual(new Map([['thing_1', 3]]));
      const listed = await storage().listTimers(world, 'thing_1');
      expect(listed.map(({ id }) => id)).toEqual(['timer_1', 'timer_3', 'timer_2']);
      expect(listed[0]).toEqual(timer('timer_1', 1));
    });
  });

  describe('an advance of a world', () => {
    const opened = { id: world, created: 1, clockOffset: 0, settings: '{}' };
    const due: DueOfWorld = {
      clock: null,
      after: 0,
      until: 9_000,
      excludeQueues: [],
      batch: { kinds: [], limit: 10, withinMs: 100 },
    };
    const all = (bounds: Partial<DueOfWorld> = {}, now = 100, leaseUntil = 200) =>
      storage().claimNextTimers(world, { ...due, ...bounds }, { now, leaseUntil });
    const next = async (until: number, now = 100, leaseUntil = 200) => (await all({ until }, now, leaseUntil))[0];

    it('claims its timers in the order they are due, up to a time', async () => {
      await storage().openWorld(opened);
      await addTimers(storage(), [timer('timer_b', 9_000), timer('timer_a', 8_000), timer('timer_c', 9_001)]);
      await addTimers(storage(), [timer('timer_x', 1)], 'acct_other');
      expect(await next(9_000)).toMatchObject({ id: 'timer_a', world, leaseUntil: 200 });
      expect(await next(9_000)).toMatchObject({ id: 'timer_b' });
      expect(await next(9_000)).toBeUndefined();
    });

    it('claims timers of batchable kinds together if they are due close to each other', async () => {
      await storage().openWorld(opened);
      const tells = (id: string, at: number) => timer(id, at, { kind: 'thing.tell' });
      await addTimers(storage(), [
        ...[tells('tell_a', 1_000), tells('tell_b', 1_100), tells('tell_c', 1_101), tells('tell_d', 1_150)],
        ...[timer('decide_a', 1_150), timer('decide_b', 1_150), tells('tell_e', 1_150), tells('tell_f', 1_160)],
      ]);
      const batch = { kinds: ['thing.tell'], limit: 2, withinMs: 100 };
      const rounds: string[][] = [];
      for (let round = 0; round < 6; round++) rounds.push((await all({ batch })).map(({ id }) => id));
      expect(rounds).toEqual([
        ['tell_a', 'tell_b'],
        ['tell_c'],
        ['decide_a'],
        ['decide_b'],
        ['tell_d', 'tell_e'],
        ['tell_f'],
      ]);
    });

    it('claims nothing of excluded queues, or due before', async () => {
      await storage().openWorld(opened);
      await addTimers(storage(), [
        timer('timer_a', 1_000, { queue: 'a' }),
        timer('timer_b', 2_000, { queue: 'b' }),
        timer('timer_c', 3_000, { queue: 'c' }),
      ]);
      expect(await all({ after: 1_000, excludeQueues: ['b'] })).toMatchObject([{ id: 'timer_c' }]);
      expect(await all({ excludeQueues: ['a'] })).toMatchObject([{ id: 'timer_b' }]);
      expect(await all()).toMatchObject([{ id: 'timer_a' }]);
      expect(await all()).toEqual([]);
    });

    it('claims a timer again whose lease expired, but not for workers before its time', async () => {
      await storage().openWorld(opened);
      await addTimers(storage(), [timer('timer_a', 8_000)]);
      await next(9_000, 100, 200);
      expect(await next(9_000, 199, 300)).toBeUndefined();
      expect(await claim(storage(), { now: 7_999 })).toEqual([]);
      expect(await next(9_000, 200, 300)).toMatchObject({ id: 'timer_a', leaseUntil: 300 });
    });

    it('wakes its timers by the new clock, and no other world’s', async () => {
      await storage().openWorld(opened);
      await storage().openWorld({ ...opened, id: 'acct_other' });
      await addTimers(storage(), [timer('timer_a', 8_000)]);
      await addTimers(storage(), [timer('timer_b', 8_000)], 'acct_other');
      await storage().setClock(world, 5_000);
      expect(await storage().nextWake(0)).toBe(3_000);
      expect(ids(await claim(storage(), { now: 3_000 }))).toEqual(['timer_a']);
      await addTimers(storage(), [timer('timer_c', 8_000)]);
      expect(ids(await claim(storage(), { now: 3_000 }))).toEqual(['timer_c']);
      expect(await storage().readWorld(world)).toMatchObject({ clockOffset: 5_000 });
      expect(await storage().readWorld('acct_other')).toMatchObject({ clockOffset: 0 });
    });

    it('leaves timers that were due before, and wakes the rest', async () => {
      await storage().openWorld(opened);
      await addTimers(storage(), [timer('timer_a', 1_000), timer('timer_b', 8_000), timer('timer_c', 9_000)]);
      await storage().setClock(world, 5_000, 1_000);
      expect(await storage().nextWake(0)).toBe(1_000);
      expect(ids(await claim(storage(), { now: 3_000 }))).toEqual(['timer_a', 'timer_b']);
    });

    it('does not change leases', async () => {
      await storage().openWorld(opened);
      await addTimers(storage(), [timer('timer_a', 1_000)]);
      await claim(storage(), { now: 1_000, leaseUntil: 5_000 });
      await storage().setClock(world, 50_000);
      expect(await claim(storage(), { now: 4_999 })).toEqual([]);
      expect(ids(await claim(storage(), { now: 5_000 }))).toEqual(['timer_a']);
    });
  });
}
