import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openConnections, statement } from '../../src/storage/postgres/database.ts';
import type { FaultInjection } from '../../src/storage/postgres/fault-injection.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { batch, change, creation, idempotency, posting, world } from '../suites/storage/samples.ts';
import { sql, type TestDatabase, takeDatabase } from '../support/postgres.ts';
import { IS_POOLED } from '../support/postgres-server.ts';

const taken: TestDatabase[] = [];
afterEach(async () => {
  for (const database of taken.splice(0)) await database.drop();
});

async function newUrl(): Promise<string> {
  const database = await takeDatabase();
  taken.push(database);
  return database.url;
}

const names = statement<{ names: number }>('SELECT count(*) AS names FROM pg_prepared_statements');

describe('connections', () => {
  async function withConnections(url: string, story: (database: Database) => Promise<void>): Promise<void> {
    const database = openConnections({ url });
    await story(database);
    await database.close();
  }

  it.skipIf(IS_POOLED)('keep statements prepared, and work without them behind a pooler', async () => {
    await withConnections(await newUrl(), async (database) => {
      expect(await database.run(names, [])).toEqual([{ names: 1 }]);
      // Simulates a pooler that sends the next statement to another connection.
      await database.run({ text: 'DEALLOCATE ALL' }, []);
      expect(await database.run(names, [])).toEqual([{ names: 0 }]);
      expect(await database.run(names, [])).toEqual([{ names: 0 }]);
    });
  });

  it.skipIf(IS_POOLED)('prepare nothing with that option', async () => {
    await withConnections(`${await newUrl()}?prepare=no&connections=3`, async (database) => {
      expect(await database.run(names, [])).toEqual([{ names: 0 }]);
    });
  });

  it('keep numbers exact and texts complete', async () => {
    await withConnections(await newUrl(), async (database) => {
      const echo = statement<{ number: number; text: string }>('SELECT $1::bigint AS number, $2::text AS text');
      const values = [Number.MIN_SAFE_INTEGER, 'ø 東京 🙂 "quoted" {a,b} \\ NULL'] as const;
      expect(await database.run(echo, values)).toEqual([{ number: values[0], text: values[1] }]);
      await expect(database.run({ text: 'SELECT 9007199254740993::bigint AS too_large' }, [])).rejects.toThrow(
        /exact range/,
      );
    });
  });
});

describe('a group of commits', () => {
  it('takes one statement in each direction, for any number of commits', async () => {
    const url = await newUrl();
    let statements = 0;
    const interfere: FaultInjection = (ask) => {
      statements++;
      return ask();
    };
    const storage = await openPostgres({ url, interfere });
    statements = 0;
    await storage.commit(
      creation('thing_1', 1, {
        postings: [1, -1].map((amount, line) => posting({ transaction: 'txn_1', line, amount })),
        idempotency: idempotency('key_1'),
      }),
    );
    expect(statements).toBe(1);
    await Promise.all(Array.from({ length: 50 }, (_, n) => storage.commit(creation(`other_${n}`, n + 10))));
    expect(statements).toBe(2);
    await storage.close();
  });

  it('rejects decisions made on a clock that was set since', async () => {
    const url = await newUrl();
    const [one, two] = await Promise.all([openPostgres({ url }), openPostgres({ url })]);
    await one.openWorld({ id: world, created: 1, clockOffset: 0, settings: '{}' });
    await one.commit(creation('thing_1', 1, { clockOffset: 0 }));
    await two.setClock(world, 5_000);
    await expect(one.commit(change('thing_1', 1, 1, 2, { clockOffset: 0 }))).rejects.toThrow(/the clock/);
    await one.commit(change('thing_1', 1, 1, 2, { clockOffset: 5_000 }));
    await Promise.all([one.close(), two.close()]);
  });

  it('of two nodes on the same object has exactly one winner, every time', async () => {
    const url = await newUrl();
    const storages = await Promise.all([1, 2, 3].map(() => openPostgres({ url })));
    await storages[0]?.commit(creation('thing_1', 1));
    await storages[0]?.commit(creation('thing_2', 2));
    for (let version = 1; version <= 30; version++) {
      // Each commit changes one object and depends on the other.
      const [first, second] = version % 2 === 0 ? ['thing_1', 'thing_2'] : ['thing_2', 'thing_1'];
      const tries = storages.map((storage, n) => {
        const changed = change(first ?? '', 1, Math.ceil(version / 2), version * 10 + n);
        const expected = [...changed.expected, { id: second ?? '', version: Math.floor(version / 2) + 1 }];
        return storage.commit({ ...changed, expected });
      });
      const settled = await Promise.allSettled(tries);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    await Promise.all(storages.map((storage) => storage.close()));
  });

  it('adds up the same regardless of concurrent folding', async () => {
    const url = await newUrl();
    const storages = await Promise.all([1, 2].map(() => openPostgres({ url })));
    for (let n = 0; n < 300; n++) {
      await Promise.all(
        storages.map((storage, node) => {
          const postings = [5, -5].map((amount, line) => {
            const book = line === 0 ? 'merchant' : 'acquirer';
            return posting({ transaction: `txn_${node}_${n}`, line, amount, book, availableOn: n });
          });
          return storage.commit(batch({ postings }));
        }),
      );
    }
    await storages[0]?.close();
    const [folded] = await sql(url, 'SELECT count(*)::int AS rows FROM folds');
    expect(folded?.rows).toBeGreaterThan(100);
    expect(await storages[1]?.bookBalances(world, 'merchant', 149)).toEqual([
      { currency: 'usd', available: 1_500, pending: 1_500 },
    ]);
    await storages[1]?.close();
  });
});
