import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { prefix, SERVER } from './postgres-server.ts';

/** A database that one test at a time uses. */
export interface TestDatabase {
  readonly url: string;
  /** Returns the database to the pool; its data is lost. */
  drop(): Promise<void>;
}

/** An unused database with Florin's tables, and the connection that empties it. */
interface Emptied {
  readonly url: string;
  readonly client: pg.Client;
}

/** Emptying a database costs a tenth of creating one. */
const free: Emptied[] = [];

/** Returns a database with empty tables. */
export async function takeDatabase(): Promise<TestDatabase> {
  const database = free.pop() ?? (await makeMigrated());
  await database.client.query(EMPTY);
  return { url: database.url, drop: async () => void free.push(database) };
}

/** Returns a database without tables. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `${prefix()}_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  return { url: urlOf(name), drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function makeMigrated(): Promise<Emptied> {
  const { url } = await createDatabase();
  await (await openPostgres({ url })).close();
  const client = new pg.Client({ connectionString: url });
  // The server may stop before this process, which never closes the connection.
  client.on('error', () => {});
  await client.connect();
  return { url, client };
}

/** Runs SQL in a database, bypassing Florin. */
export function sql(url: string, text: string): Promise<Record<string, unknown>[]> {
  return sqlWith(url, text, []);
}

export async function sqlWith(
  url: string,
  text: string,
  values: readonly string[],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(values.length > 0 ? { text, values: [...values] } : text)).rows;
  } finally {
    await client.end();
  }
}

/** Empties all tables but the schema's version. Tables are small: this is faster than TRUNCATE. */
const EMPTY = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT table_name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_name <> 'florin_schema'
  LOOP EXECUTE 'DELETE FROM ' || quote_ident(name); END LOOP; END $$`;

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(text: string): Promise<void> {
  await sql(serverUrl(), text);
}

function serverUrl(): string {
  const url = process.env[SERVER];
  if (!url) throw new Error('The PostgreSQL server is missing. Run this test in the project "postgres".');
  return url;
}
