import { describe, expect, it } from 'vitest';
import type {
  PageRange,
  SearchClause,
  SearchEntry,
  SearchQuery,
  SearchTest,
  SearchValue,
  Storage,
  StoredObject,
} from '../../../src/kernel/storage.ts';
import { change, creation, world } from './samples.ts';

/** Search values of a red thing. */
const red = (...more: SearchValue[]): SearchValue[] => [{ field: 'colour', term: 'red' }, ...more];
const size = (number: number): SearchValue => ({ field: 'size', number });
const text = (of: string): SearchValue => ({ field: 'name', text: of, words: [...new Set(of.split(' '))] });

export function clause(field: string, test: SearchTest, negated = false): SearchClause {
  return { field, test, negated };
}

const isRed = clause('colour', { kind: 'term', term: 'red' });

function query(...clauses: SearchClause[]): SearchQuery {
  return { type: 'thing', match: 'all', clauses };
}

const ids = (objects: readonly StoredObject[]) => objects.map((object) => object.id);

export function describeSearch(storage: () => Storage): void {
  const unindexed = (parts: Partial<Parameters<Storage['unindexed']>[1]> = {}) =>
    storage().unindexed(world, { type: 'thing', edition: '1', above: -1, through: 1_000, limit: 1_000, ...parts });
  const index = (entries: readonly SearchEntry[], through = 1_000, edition = '1', above = -1) =>
    storage().index(world, { type: 'thing', edition, above, through }, entries);
  const entry = ({ id, position, version }: StoredObject, values: SearchValue[] | null): SearchEntry => {
    return { id, position, version, values };
  };
  const indexAll = async (valuesOf: (object: StoredObject) => SearchValue[]) =>
    index((await unindexed()).map((object) => entry(object, object.deleted ? null : valuesOf(object))));
  const search = async (asked: SearchQuery, page: PageRange & { limit: number } = { limit: 100 }) =>
    ids(await storage().search(world, asked, page));
  const deletion = (n: number) => {
    const objects = [{ id: `thing_${n}`, type: 'thing', version: 2, revision: n, position: n, deleted: true }];
    const remove = [{ list: 'thing', position: n, id: `thing_${n}` }];
    return change(`thing_${n}`, n, 1, 50 + n, { objects, revisions: [], listings: { add: [], remove } });
  };
  const fill = async (count: number) => {
    for (let n = 1; n <= count; n++) await storage().commit(creation(`thing_${n}`, n));
  };

  describe('objects to be indexed', () => {
    it('are all objects at first, lowest position first, a limited number at a time', async () => {
      await fill(5);
      expect(ids(await unindexed({ limit: 2 }))).toEqual(['thing_1', 'thing_2']);
      expect(ids(await unindexed({ above: 2, through: 4 }))).toEqual(['thing_3', 'thing_4']);
      expect(await unindexed({ type: 'other' })).toEqual([]);
    });

    it('are none after indexing, and later those that change', async () => {
      await fill(3);
      await indexAll(() => red());
      expect(await unindexed()).toEqual([]);
      await storage().commit(change('thing_2', 2, 1, 10));
      await storage().commit(creation('thing_4', 4));
      await storage().commit(deletion(1));
      const waiting = await unindexed();
      expect(waiting.map(({ id, version, deleted }) => [id, version, deleted])).toEqual([
        ['thing_1', 2, true],
        ['thing_2', 2, false],
        ['thing_4', 1, false],
      ]);
      await indexAll(() => red());
      expect(await unindexed()).toEqual([]);
    });

    it('continue after an interruption', async () => {
      await fill(5);
      const first = await unindexed({ limit: 3 });
      await index(
        first.map((object) => entry(object, red())),
        3,
      );
      expect(ids(await unindexed())).toEqual(['thing_4', 'thing_5']);
      expect(await search(query(isRed))).toEqual(['thing_3', 'thing_2', 'thing_1']);
    });

    it('include late commits at earlier positions', async () => {
      await storage().commit(creation('thing_9', 9));
      await indexAll(() => red());
      await storage().commit(creation('thing_3', 3));
      expect(ids(await unindexed())).toEqual(['thing_3']);
    });

    it('include changes during indexing', async () => {
      await fill(2);
      const objects = await unindexed();
      await storage().commit(change('thing_1', 1, 1, 10));
      await index(objects.map((object) => entry(object, red())));
      expect(ids(await unindexed())).toEqual(['thing_1']);
      await indexAll(() => red());
      expect(await search(query(isRed))).toEqual(['thing_2', 'thing_1']);
    });

    it('are recorded despite failures of simultaneous commits', async () => {
      await fill(1);
      const malformed = [9, 9].map((revision) => ({ revision, id: 'thing_9', body: '{}' }));
      const together = [unindexed(), storage().commit(creation('thing_9', 9, { revisions: malformed }))];
      const results = await Promise.allSettled(together);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      await indexAll(() => red());
      await Promise.allSettled([
        storage().commit(creation('thing_2', 2)),
        storage().commit(creation('thing_9', 9, { revisions: malformed })),
        storage().commit(change('thing_1', 1, 7, 20)),
      ]);
      expect(ids(await unindexed())).toEqual(['thing_2']);
    });

    it('are all objects again for another edition', async () => {
      await fill(2);
      await indexAll(() => red());
      expect(await unindexed({ edition: '2' })).toHaveLength(2);
      const waiting = (await unindexed({ edition: '2' })).map((object) => entry(object, [size(1)]));
      expect(await index(waiting, 1_000, '2')).toBe(true);
      expect(await unindexed({ edition: '2' })).toEqual([]);
      expect(await search(query(isRed))).toEqual([]);
    });

    it('stay unindexed if entries of an earlier edition arrive late', async () => {
      await fill(2);
      const late = (await unindexed()).map((object) => entry(object, red()));
      expect(await unindexed({ edition: '2' })).toHaveLength(2);
      expect(await index(late)).toBe(false);
      expect(await index([])).toBe(false);
      expect(await search(query(isRed))).toEqual([]);
      expect(await unindexed({ edition: '2' })).toHaveLength(2);
      // The first version makes it anew: the part before the second thing is missing.
      expect(await unindexed({ above: 1 })).toHaveLength(1);
      expect(await index(late.slice(1), 1_000, '1', 1)).toBe(false);
      expect(await index(late, 1_000, '1')).toBe(true);
      expect(await search(query(isRed))).toEqual(['thing_2', 'thing_1']);
    });

    it('are separate by world and type', async () => {
      await fill(1);
      await storage().commit({ ...creation('thing_1', 1), world: 'acct_other' });
      await indexAll(() => red());
      const other = { type: 'thing', edition: '1', above: -1, through: 9, limit: 9 };
      expect(await storage().unindexed('acct_other', other)).toHaveLength(1);
      expect(await storage().search('acct_other', query(isRed), { limit: 9 })).toEqual([]);
      expect(await storage().search(world, { ...query(isRed), type: 'other' }, { limit: 9 })).toEqual([]);
    });
  });

  describe('a search', () => {
    const stock: Readonly<Record<string, SearchValue[]>> = {
      thing_1: red(size(10), text('a big ship')),
      thing_2: [{ field: 'colour', term: 'blue' }, size(20), text('big')],
      thing_3: red(size(-30), text('ship a big')),
      thing_4: [size(40), text('ø 東京 🙂')],
    };
    const stockUp = async () => {
      await fill(4);
      await indexAll(({ id }) => stock[id] ?? []);
    };

    it.each<[string, SearchClause, number[]]>([
      ['a term', isRed, [3, 1]],
      ['no such term', { ...isRed, negated: true }, [4, 2]],
      ['a term that nothing has', clause('colour', { kind: 'term', term: 'green' }), []],
      ['a field that nothing has', clause('weight', { kind: 'term', term: 'red' }), []],
      ['a word', clause('name', { kind: 'term', term: 'big' }), [3, 2, 1]],
      ['words in their order', clause('name', { kind: 'phrase', words: ['big', 'ship'], text: 'big ship' }), [1]],
      ['other words', clause('name', { kind: 'phrase', words: ['a', 'b'], text: 'a b' }), []],
      ['a part', clause('name', { kind: 'contains', text: 'ig' }), [3, 2, 1]],
      ['a part across words', clause('name', { kind: 'contains', text: 'p a ' }), [3]],
      ['a part in any script', clause('name', { kind: 'contains', text: '京 🙂' }), [4]],
      ['no such part', clause('name', { kind: 'contains', text: 'ship' }, true), [4, 2]],
      ['a part with what looks like a pattern', clause('name', { kind: 'contains', text: '%ig' }), []],
      ['a range', clause('size', { kind: 'between', from: -30, to: 20 }), [3, 2, 1]],
      ['a number', clause('size', { kind: 'between', from: 20, to: 20 }), [2]],
      ['an empty range', clause('size', { kind: 'between', from: 2, to: 1 }), []],
      ['outside of a range', clause('size', { kind: 'between', from: 0, to: 20 }, true), [4, 3]],
      ['a colour', clause('colour', { kind: 'present', as: 'term' }), [3, 2, 1]],
      ['no colour', clause('colour', { kind: 'present', as: 'term' }, true), [4]],
      ['a name', clause('name', { kind: 'present', as: 'text' }), [4, 3, 2, 1]],
      ['no size', clause('size', { kind: 'present', as: 'number' }, true), []],
    ])('finds %s', async (_what, asked, expected) => {
      await stockUp();
      expect(await search(query(asked))).toEqual(expected.map((n) => `thing_${n}`));
    });

    it('finds objects that match all clauses, or any', async () => {
      await stockUp();
      const large = clause('size', { kind: 'between', from: 15, to: 100 });
      expect(await search(query(isRed, large))).toEqual([]);
      expect(await search(query(large, { ...isRed, negated: true }))).toEqual(['thing_4', 'thing_2']);
      const any: SearchQuery = { ...query(isRed, large), match: 'any' };
      expect(await search(any)).toEqual(['thing_4', 'thing_3', 'thing_2', 'thing_1']);
      expect(await search(any, { below: 4, limit: 2 })).toEqual(['thing_3', 'thing_2']);
      expect(await storage().countFound(world, any, 100)).toBe(4);
      expect(await storage().countFound(world, any, 3)).toBe(3);
    });

    it('returns pages below a position, each object in its current state', async () => {
      await stockUp();
      const all = query(clause('size', { kind: 'present', as: 'number' }));
      expect(await search(all, { limit: 3 })).toEqual(['thing_4', 'thing_3', 'thing_2']);
      expect(await search(all, { below: 2, limit: 3 })).toEqual(['thing_1']);
      expect(await search(all, { below: 1, limit: 3 })).toEqual([]);
      expect(await search(all, { above: 1, below: 4, limit: 3 })).toEqual(['thing_3', 'thing_2']);
      expect(await search(all, { above: 1, descending: false, limit: 2 })).toEqual(['thing_2', 'thing_3']);
      expect(await search(query(isRed), { above: 1, descending: false, limit: 1 })).toEqual(['thing_3']);
      const page = await storage().search(world, all, { limit: 1 });
      expect(page).toEqual([await storage().readObject(world, 'thing_4')]);
    });

    it('drops earlier values of an object', async () => {
      await stockUp();
      await storage().commit(change('thing_1', 1, 1, 10));
      await indexAll(() => [text('small')]);
      expect(await search(query(isRed))).toEqual(['thing_3']);
      expect(await search(query(clause('name', { kind: 'contains', text: 'ship' })))).toEqual(['thing_3']);
      expect(await search(query(clause('size', { kind: 'present', as: 'number' }, true)))).toEqual(['thing_1']);
    });

    it('never finds a deleted object, indexed or not', async () => {
      await stockUp();
      await storage().commit(deletion(3));
      expect(await search(query(isRed), { limit: 1 })).toEqual(['thing_1']);
      await indexAll(() => []);
      expect(await search(query(isRed))).toEqual(['thing_1']);
      expect(await storage().countFound(world, query(clause('name', { kind: 'present', as: 'text' })), 9)).toBe(3);
    });

    it('scans thousands of objects, anywhere', async () => {
      for (let n = 1; n <= 2_400; n += 200) {
        const made = Array.from({ length: 200 }, (_, i) => storage().commit(creation(`thing_${n + i}`, n + i)));
        await Promise.all(made);
      }
      const objects = await unindexed({ through: 9_999, limit: 9_999 });
      const valuesOf = (n: number) => [...red(size(n)), ...(n === 7 ? [text('needle in hay')] : [text('hay')])];
      for (let n = 0; n < objects.length; n += 200) {
        const some = objects.slice(n, n + 200).map((object) => entry(object, valuesOf(object.position)));
        await index(some, some.at(-1)?.position ?? 0);
      }
      const needle = clause('name', { kind: 'contains', text: 'eedl' });
      expect(await search(query(isRed, needle))).toEqual(['thing_7']);
      expect(await search(query(isRed, clause('name', { kind: 'contains', text: 'hay' }, true)))).toEqual([]);
      const unlike = clause('name', { kind: 'term', term: 'needle' }, true);
      expect(await search(query(unlike, isRed), { limit: 2 })).toEqual(['thing_2400', 'thing_2399']);
      const oldest = { above: 300, descending: false, limit: 2 };
      expect(await search(query(unlike, isRed), oldest)).toEqual(['thing_301', 'thing_302']);
      expect(await storage().countFound(world, query(isRed, unlike), 10_000)).toBe(2_399);
      expect(await storage().countFound(world, query(isRed, unlike), 1_500)).toBe(1_500);
    });
  });
}
