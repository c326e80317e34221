import { describe, expect, it } from 'vitest';
import type { EventQuery, Storage } from '../../../src/kernel/storage.ts';
import { batch, event, world } from './samples.ts';

export function describeEvents(storage: () => Storage): void {
  describe('events', () => {
    const types = ['a.one', 'b.two', 'a.one', 'c.three', 'b.two', 'a.one'];
    const fill = () =>
      storage().commit(batch({ events: types.map((type, index) => event(`evt_${index + 1}`, type, index + 1)) }));
    const page = async (query: Partial<EventQuery>) => {
      const events = await storage().listEvents(world, { descending: true, limit: 100, ...query });
      return events.map(({ id }) => Number(id.slice(4)));
    };

    it('are read back, each by its world', async () => {
      await fill();
      expect(await storage().readEvent(world, 'evt_4')).toEqual(event('evt_4', 'c.three', 4));
      expect(await storage().readEvent(world, 'evt_9')).toBeUndefined();
      expect(await storage().readEvent('acct_other', 'evt_4')).toBeUndefined();
      expect(await storage().listEvents('acct_other', { descending: true, limit: 9 })).toEqual([]);
    });

    it('are listed in both directions between exclusive bounds', async () => {
      await fill();
      expect(await page({})).toEqual([6, 5, 4, 3, 2, 1]);
      expect(await page({ descending: false, limit: 2 })).toEqual([1, 2]);
      expect(await page({ below: 'evt_5', limit: 2 })).toEqual([4, 3]);
      expect(await page({ above: 'evt_2', below: 'evt_5', descending: false })).toEqual([3, 4]);
    });

    it('are listed by one type or several', async () => {
      await fill();
      expect(await page({ types: ['b.two'] })).toEqual([5, 2]);
      expect(await page({ types: ['a.one', 'c.three'] })).toEqual([6, 4, 3, 1]);
      expect(await page({ types: ['c.three', 'a.one', 'c.three'], above: 'evt_1', descending: false })).toEqual([
        3, 4, 6,
      ]);
      expect(await page({ types: ['a.one', 'b.two'], below: 'evt_6', limit: 2 })).toEqual([5, 3]);
      expect(await page({ types: ['nothing.such'] })).toEqual([]);
      expect(await page({ types: [] })).toEqual([]);
    });

    it('are listed by hundreds of types', async () => {
      const many = Array.from({ length: 400 }, (_, n) => `kind_${n}.made`);
      await storage().commit(batch({ events: many.map((type, n) => event(`evt_${1_000 + n}`, type)) }));
      await fill();
      expect(await page({ types: [...many, 'b.two'], limit: 3 })).toEqual([5, 2, 1_399]);
      expect(await page({ types: many, above: 'evt_1197', descending: false, limit: 3 })).toEqual([
        1_198, 1_199, 1_200,
      ]);
    });
  });
}
