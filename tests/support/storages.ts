import type { Storage } from '../../src/kernel/storage.ts';

/** An empty storage for one test, and the function that releases it. */
export interface TestStorage {
  readonly storage: string | Storage;
  done(): Promise<void>;
}

/** Connections of a Florin in a story: starting and warming up one costs the server more than most stories do. */
const CONNECTIONS = 4;

/** The share of failing statements in the project `portability`. */
const FAILING = 0.05;

/**
 * Returns the storage of the run: in memory; in a database (project `postgres` of vitest.config.ts); or in a database
 * with failing statements and lost connections (project `portability`).
 */
export async function takeStorage(): Promise<TestStorage> {
  const wanted = process.env.FLORIN_TEST_STORAGE;
  if (wanted === undefined) return { storage: ':memory:', done: async () => {} };
  // Imported on demand: most tests need no database driver.
  const { takeDatabase, withSetting } = await import('./postgres.ts');
  const database = await takeDatabase();
  const { drop } = database;
  const url = withSetting(database.url, 'connections', CONNECTIONS);
  if (wanted === 'postgres') return { storage: url, done: drop };
  const { interfering } = await import('./fault-injection.ts');
  const { openPostgres } = await import('../../src/storage/postgres/open.ts');
  const { interfere } = interfering(FAILING, Number(process.env.FLORIN_TEST_SEED ?? Date.now() % 1_000_000));
  return { storage: await openPostgres({ url, interfere }), done: drop };
}
