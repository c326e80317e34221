import { startPgBouncer } from '../support/pgbouncer.ts';
import { withSetting } from '../support/postgres.ts';
import { startPostgres } from '../support/postgres-server.ts';

export interface TortureDatabase {
  /** The address for Florin. */
  readonly url: string;
  /** The server's own address, for reading behind Florin's back. */
  readonly server: string;
  readonly shards: number;
  remove(): Promise<void>;
}

/** Starts a PostgreSQL server; in shards, and behind PgBouncer, where the command line asks for it: see run.ts. */
export async function startDatabase(): Promise<TortureDatabase> {
  const shards = Number(process.env.FLORIN_TORTURE_SHARDS ?? 1);
  const server = await startPostgres(['fsync=off']);
  const pooler = process.env.FLORIN_TORTURE_POOLER === 'pgbouncer' ? await startPgBouncer(server.url) : undefined;
  const url = pooler?.url ?? server.url;
  return {
    url: shards === 1 ? url : withSetting(url, 'shards', shards),
    server: server.url,
    shards,
    async remove() {
      await pooler?.stop();
      await server.remove();
    },
  };
}
