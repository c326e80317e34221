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

/** Emptying a database costs a tenth of creating one. By the number of shards. */
const free = new Map<number, Emptied[]>();

/** Returns a database with empty tables. */
export async function takeDatabase(shards = 1): Promise<TestDatabase> {
  const unused = free.get(shards) ?? [];
  free.set(shards, unused);
  const database = unused.pop() ?? (await makeMigrated(shards));
  await database.client.query(EMPTY);
  return { url: database.url, drop: async () => void unused.push(database) };
}

/** Returns a database without tables. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `${prefix()}_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  return { url: urlOf(name), drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** The URL of a database with a setting of Florin's own. */
export function withSetting(url: string, name: 'shards' | 'connections' | 'prepare', value: number | string): string {
  const changed = new URL(url);
  changed.searchParams.set(name, String(value));
  return changed.href;
}

async function makeMigrated(shards: number): Promise<Emptied> {
  const database = await createDatabase();
  const url = shards === 1 ? database.url : withSetting(database.url, 'shards', shards);
  await (await openPostgres({ url })).close();
  const client = new pg.Client({ connectionString: database.url });
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

/** Empties all tables but the schema's version and shards. Tables are small: this is faster than TRUNCATE. */
const EMPTY = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables
    WHERE (table_schema = current_schema() OR table_schema LIKE 'florin%') AND table_name NOT LIKE 'florin%'
  LOOP EXECUTE 'DELETE FROM ' || name; END LOOP; END $$`;

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
