import { describe, expect, it } from 'vitest';
import type { Storage } from '../../../src/kernel/storage.ts';
import { batch, bodyOf, change, creation, world } from './samples.ts';

export function describeObjects(storage: () => Storage): void {
  describe('objects and revisions', () => {
    it('returns exactly what was committed', async () => {
      await storage().commit(creation('thing_1', 1));
      const expected = { id: 'thing_1', type: 'thing', version: 1, revision: 1, position: 1, deleted: false };
      expect(await storage().readObject(world, 'thing_1')).toEqual({ ...expected, body: bodyOf('thing_1', 1) });
    });

    it('returns nothing for missing objects and those of other worlds', async () => {
      await storage().commit(creation('thing_1', 1));
      expect(await storage().readObject(world, 'thing_2')).toBeUndefined();
      expect(await storage().readObject('acct_other', 'thing_1')).toBeUndefined();
      expect(await storage().readRevision(world, 2)).toBeUndefined();
      expect(await storage().readRevision('acct_other', 1)).toBeUndefined();
    });

    it('reads several in the requested order and leaves out the missing', async () => {
      for (const n of [1, 2, 3]) await storage().commit(creation(`thing_${n}`, n));
      const objects = await storage().readObjects(world, ['thing_3', 'thing_9', 'thing_1']);
      expect(objects.map((object) => object.id)).toEqual(['thing_3', 'thing_1']);
      const revisions = await storage().readRevisions(world, [2, 9, 1]);
      expect(revisions.map((revision) => revision.revision)).toEqual([2, 1]);
    });

    it('keeps every revision; the object has its newest', async () => {
      await storage().commit(creation('thing_1', 1));
      await storage().commit(change('thing_1', 1, 1, 2));
      expect(await storage().readObject(world, 'thing_1')).toMatchObject({ version: 2, revision: 2, position: 1 });
      for (const revision of [1, 2]) {
        const body = bodyOf('thing_1', revision);
        expect(await storage().readRevision(world, revision)).toEqual({ revision, id: 'thing_1', body });
      }
    });

    it('stores several revisions of one object in one batch, in any order and however similar', async () => {
      const bodies = [
        { revision: 10, body: '{"id":"thing_1","status":"new","amount":1000,"latest_charge":null}' },
        { revision: 12, body: '{"id":"thing_1","status":"succeeded","amount":1000,"latest_charge":"ch_1"}' },
        { revision: 11, body: '{}' },
        { revision: 13, body: '{"id":"thing_1","status":"succeeded","amount":1000,"latest_charge":"ch_2"}' },
        { revision: 14, body: '{"id":"thing_1","status":"succeeded","amount":1000,"latest_charge":"ch_2"}' },
      ];
      const revisions = bodies.map((revision) => ({ ...revision, id: 'thing_1' }));
      const objects = [{ id: 'thing_1', type: 'thing', version: 1, revision: 14, position: 1, deleted: false }];
      await storage().commit(batch({ revisions, objects }));
      for (const revision of revisions) {
        expect(await storage().readRevision(world, revision.revision)).toEqual(revision);
      }
      expect(await storage().readRevisions(world, [13, 10])).toEqual([revisions[3], revisions[0]]);
      expect((await storage().readObject(world, 'thing_1'))?.body).toBe(revisions[4]?.body);
    });

    it('stores bodies of every size', async () => {
      for (const [n, length] of [0, 1, 4_000, 17_000, 200_000].entries()) {
        const body = JSON.stringify({ text: 'ø'.repeat(length) });
        await storage().commit(
          creation(`thing_${n}`, n + 1, { revisions: [{ revision: n + 1, id: `thing_${n}`, body }] }),
        );
        expect((await storage().readObject(world, `thing_${n}`))?.body).toBe(body);
      }
    });

    it('keeps positions and revisions exact up to 2^53', async () => {
      const position = Number.MAX_SAFE_INTEGER - 1;
      await storage().commit(creation('thing_1', position));
      expect(await storage().readObject(world, 'thing_1')).toMatchObject({ position, revision: position });
      expect(await storage().list(world, { list: 'thing', descending: true, limit: 1 })).toMatchObject([{ position }]);
    });

    it('can read a deleted object', async () => {
      await storage().commit(creation('thing_1', 1));
      const objects = [{ id: 'thing_1', type: 'thing', version: 2, revision: 2, position: 1, deleted: true }];
      await storage().commit(change('thing_1', 1, 1, 2, { objects }));
      expect(await storage().readObject(world, 'thing_1')).toMatchObject({ deleted: true, version: 2 });
    });
  });
}
