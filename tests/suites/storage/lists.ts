import { describe, expect, it } from 'vitest';
import type { ListQuery, Storage } from '../../../src/kernel/storage.ts';
import { bodyOf, change, creation, world } from './samples.ts';

export function describeLists(storage: () => Storage): void {
  describe('lists', () => {
    const fill = () => Promise.all([1, 2, 3, 4, 5].map((n) => storage().commit(creation(`thing_${n}`, n * 10))));
    const positions = async (query: Partial<ListQuery>) => {
      const page = await storage().list(world, { list: 'thing', descending: true, limit: 100, ...query });
      return page.map((object) => object.position);
    };

    it('returns the newest first, or the oldest', async () => {
      await fill();
      expect(await positions({})).toEqual([50, 40, 30, 20, 10]);
      expect(await positions({ descending: false })).toEqual([10, 20, 30, 40, 50]);
    });

    it('pages in both directions between exclusive bounds', async () => {
      await fill();
      expect(await positions({ limit: 2 })).toEqual([50, 40]);
      expect(await positions({ limit: 2, below: 40 })).toEqual([30, 20]);
      expect(await positions({ limit: 2, above: 20, descending: false })).toEqual([30, 40]);
      expect(await positions({ above: 10, below: 50 })).toEqual([40, 30, 20]);
      expect(await positions({ above: 20, below: 30 })).toEqual([]);
      expect(await positions({ below: 35 })).toEqual([30, 20, 10]);
    });

    it('returns each object in its current state', async () => {
      await storage().commit(creation('thing_1', 1));
      await storage().commit(change('thing_1', 1, 1, 2));
      const page = await storage().list(world, { list: 'thing', descending: true, limit: 10 });
      expect(page).toEqual([await storage().readObject(world, 'thing_1')]);
      expect(page[0]?.body).toBe(bodyOf('thing_1', 2));
    });

    it('keeps lists and worlds apart', async () => {
      await storage().commit(creation('thing_1', 1, {}, ['thing', 'thing/customer/cus_1']));
      await storage().commit(creation('thing_2', 2, {}, ['thing', 'thing/customer/cus_2']));
      await storage().commit({ ...creation('thing_3', 3), world: 'acct_other' });
      expect(await positions({})).toEqual([2, 1]);
      expect(await positions({ list: 'thing/customer/cus_1' })).toEqual([1]);
      expect(await positions({ list: 'thing/customer' })).toEqual([]);
    });

    it('moves an object from one list to another', async () => {
      const add = { list: 'thing/status/open', position: 1, id: 'thing_1' };
      const moved = { list: 'thing/status/paid', position: 1, id: 'thing_1' };
      await storage().commit(creation('thing_1', 1, {}, [add.list]));
      await storage().commit(change('thing_1', 1, 1, 2, { listings: { add: [moved], remove: [add] } }));
      expect(await positions({ list: add.list })).toEqual([]);
      expect(await positions({ list: moved.list })).toEqual([1]);
    });

    it('treats an entry removed and added in one batch as added, and one added twice as one', async () => {
      const entry = { list: 'thing', position: 1, id: 'thing_1' };
      await storage().commit(creation('thing_1', 1));
      await storage().commit(change('thing_1', 1, 1, 2, { listings: { add: [entry], remove: [entry] } }));
      await storage().commit(change('thing_1', 1, 2, 3, { listings: { add: [entry], remove: [] } }));
      expect(await positions({})).toEqual([1]);
    });

    it('never lists a deleted object, even if its entries remain', async () => {
      await fill();
      const objects = [{ id: 'thing_3', type: 'thing', version: 2, revision: 60, position: 30, deleted: true }];
      await storage().commit(change('thing_3', 30, 1, 60, { objects }));
      expect(await positions({ limit: 4 })).toEqual([50, 40, 20, 10]);
    });
  });
}
