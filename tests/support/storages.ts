import type { Storage } from '../../src/kernel/storage.ts';

/** An empty storage for one test, and what gives it back when it has been closed. */
export interface TestStorage {
  readonly storage: string | Storage;
  done(): Promise<void>;
}

/** How many of all statements fail in the project `portability`. */
const FAILING = 0.05;

/**
 * The storage that the run is about: in memory; in a database (project `postgres` of vitest.config.ts); or in one where
 * statements fail and connections are lost (project `portability`).
 */
export async function takeStorage(): Promise<TestStorage> {
  const wanted = process.env.FLORIN_TEST_STORAGE;
  if (wanted === undefined) return { storage: ':memory:', done: async () => {} };
  // Only there: most tests need no driver of a database.
  const { takeDatabase } = await import('./postgres.ts');
  const { url, drop } = await takeDatabase();
  if (wanted === 'postgres') return { storage: url, done: drop };
  const { interfering } = await import('./fault-injection.ts');
  const { openPostgres } = await import('../../src/storage/postgres/open.ts');
  const { interfere } = interfering(FAILING, Number(process.env.FLORIN_TEST_SEED ?? Date.now() % 1_000_000));
  return { storage: await openPostgres({ url, interfere }), done: drop };
}
