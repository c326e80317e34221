import pg from 'pg';
import { type PostgresServer, startPostgres } from '../tests/support/postgres-server.ts';
import { planningOfCommit } from './postgres-planning.ts';
import { bareRowsInPostgres, type LoadResult, load, medianLoad, type Running, start } from './processes.ts';

const FLORIN = 'dist/src/main.js';
const SHARDS = 32;

interface Options {
  readonly print: (name: string, figure: string) => void;
  readonly seconds: number;
  readonly rounds: number;
}

/**
 * Florin on PostgreSQL on the same machine, with the server's own settings: one node, then one and two nodes on two
 * worlds of one database. A bare loop over the same driver writes the same rows on the node's core to the same server, in the same
 * minutes; the other core it has for PostgreSQL alone, where Florin's run has the load as well. A node on a sharded
 * database takes turns with the one on a plain one.
 */
export async function postgres({ print, seconds, rounds }: Options): Promise<void> {
  const server = await startPostgres();
  try {
    const url = await database(server, 'florin');
    const one = await node(url);
    await load(one.url, 'payment', { seconds: 2 });
    const sharded = await node(`${await database(server, 'sharded')}?shards=${SHARDS}`);
    await load(sharded.url, 'payment', { seconds: 2 });
    const inShards: LoadResult[] = [];
    const bare: number[] = [];
    const paid = await medianLoad(rounds, async () => {
      bare.push(await bareRowsInPostgres(await database(server, `bare_${bare.length}`), Math.min(seconds, 5)));
      inShards.push(await load(sharded.url, 'payment', { seconds }));
      return load(one.url, 'payment', { seconds });
    });
    await sharded.stop();
    const rows = median(bare);
    print('bare pg, the rows of a payment', `${rows}/s`);
    const share = Math.round((100 * paid.perSecond) / rows);
    print(
      'create+confirm on PostgreSQL',
      `${paid.perSecond}/s  p50 ${paid.p50} ms  p99 ${paid.p99} ms  (${share}% of bare rows)`,
    );
    const distributed = median(inShards.map(({ perSecond }) => perSecond));
    print(
      `create+confirm in ${SHARDS} shards`,
      `${distributed}/s  (${Math.round((100 * distributed) / paid.perSecond)}% of one schema)`,
    );
    print('planning of the commit of a payment', `${(await planningOfCommit(url)).toFixed(2)} ms`);
    const two = await node(url);
    await load(two.url, 'payment', { seconds: 2 });
    const onWorlds = (nodes: readonly [Running, Running]) =>
      Promise.all([
        load(nodes[0].url, 'payment', { seconds, connections: 8, key: 'sk_test_one' }),
        load(nodes[1].url, 'payment', { seconds, connections: 8, key: 'sk_test_two' }),
      ]);
    print('one node, two worlds', describe(await onWorlds([one, one])));
    print('two nodes, two worlds, one database', describe(await onWorlds([one, two])));
    await one.stop();
    await two.stop();
  } finally {
    await server.remove();
  }
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}

function node(url: string) {
  return start(FLORIN, ['start', '--port', '0', '--data', url]);
}

function describe(pair: readonly LoadResult[]): string {
  const sum = pair.reduce((total, { perSecond }) => total + perSecond, 0);
  return `${sum}/s (${pair.map(({ perSecond }) => perSecond).join(' + ')})`;
}

async function database(server: PostgresServer, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}
