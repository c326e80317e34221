import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';

const CLIENTS = 500;
/** Connections of the pooler to each database: fewer than its clients have, so that statements change sessions. */
const SERVERS_A_DATABASE = 8;
const READY_MS = 10_000;

export interface Pooler {
  /** The address of the server's database, through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts PgBouncer in transaction mode before a server: each transaction of a client may run in another session. It has
 * to be installed (Debian package `pgbouncer`).
 */
export async function startPgBouncer(server: string): Promise<Pooler> {
  const { hostname, port: serverPort, username, password } = new URL(server);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'florin-pgbouncer-'));
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
* = host=${hostname} port=${serverPort} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = ${CLIENTS}
default_pool_size = ${SERVERS_A_DATABASE}
log_connections = 0
log_disconnections = 0
`,
  );
  // It refuses to run as root, and reads the file as the other user.
  chmodSync(folder, 0o755);
  const isRoot = process.getuid?.() === 0;
  const child = spawn('pgbouncer', [...(isRoot ? ['-u', 'nobody'] : []), file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (chunk) => (printed += chunk));
  const ended = once(child, 'close');
  const failed = once(child, 'error').then(([error]) => {
    throw new Error('PgBouncer did not start. Install the Debian package pgbouncer.', { cause: error });
  });
  const url = new URL(server);
  url.port = String(port);
  const ready = async () => {
    for (const end = performance.now() + READY_MS; !(await answers(url.href)); await wait(50)) {
      if (performance.now() > end || child.exitCode !== null) throw new Error(`PgBouncer does not answer: ${printed}`);
    }
  };
  await Promise.race([ready(), failed]);
  return {
    url: url.href,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    // Not listening yet.
    return false;
  }
}
