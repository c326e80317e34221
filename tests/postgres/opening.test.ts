import { afterEach, describe, expect, it } from 'vitest';
import { StorageOpenError } from '../../src/storage/open-error.ts';
import { openMigrated, openPostgres } from '../../src/storage/postgres/open.ts';
import { creation, world } from '../suites/storage/samples.ts';
import { createDatabase, sql, type TestDatabase } from '../support/postgres.ts';
import { IS_POOLED } from '../support/postgres-server.ts';

const databases: TestDatabase[] = [];
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop();
});

async function newDatabase(): Promise<string> {
  const database = await createDatabase();
  databases.push(database);
  return database.url;
}

function changed(url: string, change: (url: URL) => void): string {
  const other = new URL(url);
  change(other);
  return other.href;
}

/** Returns the error that opening the database throws. */
async function reasonToRefuse(url: string): Promise<{ code: string; message: string }> {
  try {
    await (await openPostgres({ url })).close();
  } catch (error) {
    if (error instanceof StorageOpenError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('It was opened.');
}

describe('a PostgreSQL database', () => {
  it('that is empty gets its tables, also from several nodes at once', async () => {
    const url = await newDatabase();
    const storages = await Promise.all([1, 2, 3, 4].map(() => openPostgres({ url })));
    await storages[0]?.commit(creation('thing_1', 1));
    expect(await storages[3]?.readObject(world, 'thing_1')).toBeDefined();
    await Promise.all(storages.map((storage) => storage.close()));
    expect(await sql(url, 'SELECT version, holder FROM florin_schema')).toEqual([{ version: '5', holder: null }]);
  });

  it('whose migration was interrupted is migrated by the next node', async () => {
    const url = await newDatabase();
    await (await openMigrated({ url })).database.close();
    await sql(url, 'DROP TABLE timers; DROP INDEX events_by_type');
    await sql(url, `UPDATE florin_schema SET version = 0, holder = 'dead', held_until = 1`);
    await (await openPostgres({ url })).close();
    expect(await sql(url, "SELECT 1 AS one FROM pg_class WHERE relname IN ('timers', 'events_by_type')")).toHaveLength(
      2,
    );
  });

  it('that a newer Florin wrote is rejected', async () => {
    const url = await newDatabase();
    await (await openPostgres({ url })).close();
    await sql(url, 'UPDATE florin_schema SET version = 99');
    expect(await reasonToRefuse(url)).toMatchObject({
      code: 'newer_schema',
      message: expect.stringContaining('newer Florin (schema 99'),
    });
  });

  it('can still be written by nodes of the version before a migration', async () => {
    const url = await newDatabase();
    const older = await openPostgres({ url });
    // Later migrations may only add.
    await sql(
      url,
      'ALTER TABLE objects ADD COLUMN colour text; CREATE TABLE later (id text); UPDATE florin_schema SET version = 2',
    );
    await older.commit(creation('thing_1', 1));
    expect(await older.readObject(world, 'thing_1')).toBeDefined();
    await older.close();
  });

  it('of another product is rejected and left unchanged', async () => {
    const url = await newDatabase();
    await sql(url, 'CREATE TABLE wp_posts (id int); CREATE TABLE wp_users (id int)');
    expect(await reasonToRefuse(url)).toEqual({
      code: 'foreign_database',
      message: expect.stringContaining('wp_posts, wp_users'),
    });
    expect(await sql(url, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).toHaveLength(2);
  });

  it.skipIf(IS_POOLED)('can be in a schema of its own', async () => {
    const url = await newDatabase();
    await sql(url, 'CREATE TABLE wp_posts (id int); CREATE SCHEMA florin');
    const inSchema = changed(url, ({ searchParams }) => searchParams.set('options', '-csearch_path=florin'));
    const storage = await openPostgres({ url: inSchema });
    await storage.commit(creation('thing_1', 1));
    await storage.close();
    expect(await sql(url, 'SELECT id FROM florin.objects')).toEqual([{ id: 'thing_1' }]);
  });

  it.skipIf(IS_POOLED)(
    'that is missing or unreachable is reported in one line, without the password',
    async () => {
      const url = changed(await newDatabase(), (other) => {
        other.password = 'hunter2-secret';
      });
      const wrong = await reasonToRefuse(url);
      const nowhere = await reasonToRefuse(
        changed(url, (other) => {
          other.pathname = '/no_such_database';
        }),
      );
      const unreachable = await reasonToRefuse('postgres://florin:hunter2-secret@127.0.0.1:1/florin');
      const senseless = await reasonToRefuse('postgres://florin:hunter2-secret@:::1/');
      expect([wrong.code, unreachable.code, senseless.code]).toEqual(['not_let_in', 'unreachable', 'bad_url']);
      expect(['not_let_in', 'unreachable']).toContain(nowhere.code);
      for (const { message } of [wrong, nowhere, unreachable, senseless]) {
        expect(message).not.toContain('hunter2');
        expect(message).not.toContain('\n');
      }
      expect(unreachable.message).toContain('127.0.0.1:1/florin cannot be reached');
    },
    30_000,
  );

  it.skipIf(IS_POOLED)('whose user may not create tables or write them is reported', async () => {
    const url = await newDatabase();
    const name = new URL(url).pathname.slice(1);
    await sql(url, `CREATE ROLE ${name} LOGIN PASSWORD 'reader'; REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    const asReader = changed(url, (other) => {
      other.username = name;
      other.password = 'reader';
    });
    expect(await reasonToRefuse(asReader)).toMatchObject({
      code: 'no_rights',
      message: expect.stringContaining('florin migrate'),
    });
    await (await openPostgres({ url })).close();
    expect(await reasonToRefuse(asReader)).toMatchObject({ code: 'no_rights' });
    await sql(url, `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name}`);
    const storage = await openPostgres({ url: asReader });
    await storage.commit(creation('thing_1', 1));
    await storage.close();
    await sql(url, `DROP OWNED BY ${name}; DROP ROLE ${name}`);
  });
});
