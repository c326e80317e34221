import { expect, test } from 'vitest';
import type { Storage } from '../../../src/kernel/storage.ts';
import type { FaultInjection } from '../../../src/storage/postgres/fault-injection.ts';
import { openPostgres } from '../../../src/storage/postgres/open.ts';
import { interfering } from '../../support/fault-injection.ts';
import { type TestDatabase, takeDatabase } from '../../support/postgres.ts';
import { describeStorage } from './storage.ts';

/** The database of each open storage. */
const databases = new WeakMap<Storage, TestDatabase>();

async function openIn(database: TestDatabase, interfere?: FaultInjection): Promise<Storage> {
  const storage = await openPostgres({ url: database.url, ...(interfere && { interfere }) });
  databases.set(storage, database);
  return storage;
}

function databaseOf(storage: Storage): TestDatabase {
  const database = databases.get(storage);
  if (!database) throw new Error('It was never opened.');
  return database;
}

// Simulates a network that drops connections, and engines that abort more transactions than PostgreSQL does.
const seed = Number(process.env.FLORIN_TEST_SEED ?? Date.now() % 1_000_000);
const { interfere, faults } = interfering(0.05, seed);
const SHARDS = 3;
describeStorage(
  `postgres in ${SHARDS} shards, failing one time in twenty (seed ${seed})`,
  async () => openIn(await takeDatabase(SHARDS), interfere),
  (closed) => openIn(databaseOf(closed), interfere),
  (closed) => databaseOf(closed).drop(),
);
test('every fault occurred', () => expect(Object.values(faults).every((count) => count > 0)).toBe(true));

describeStorage(
  'postgres',
  async () => openIn(await takeDatabase()),
  (closed) => openIn(databaseOf(closed)),
  (closed) => databaseOf(closed).drop(),
);
