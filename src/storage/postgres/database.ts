import { createHash } from 'node:crypto';
import pg from 'pg';
import { UnavailableError } from '../../kernel/storage.ts';
import { withoutNul } from './binary-arrays.ts';
import { explained, failureOf } from './failures.ts';
import type { Interference } from './fault-injection.ts';
import { pause, ticks } from './waiting.ts';

/** How long a statement is tried before whoever asked is told that the database cannot be reached. */
export const PATIENCE_MS = 8_000;
/** Pauses between tries: doubled from the first to the longest, each drawn from its upper half. */
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 500;
/** How long a connection may take to be made. */
const CONNECT_MS = 4_000;
const IDLE_MS = 60_000;
/** Connections of one process, unless the URL says otherwise. */
const CONNECTIONS = 10;

/** SQL whose rows have the shape `Row`, as the contract suite checks. */
export interface Statement<Row = never> {
  /** Under which connections keep it prepared; without one it is prepared every time. */
  readonly name?: string;
  readonly text: string;
  /** Never set; it keeps the type. */
  readonly row?: Row;
}

export function statement<Row = never>(text: string): Statement<Row> {
  return { name: `florin_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, text };
}

export type Value = string | number | boolean | null | Buffer;

export interface Database {
  /**
   * Runs a statement that may run twice without harm, again and again until it is answered. Throws UnavailableError
   * when that takes longer than `PATIENCE_MS`.
   */
  run<Row>(wanted: Statement<Row>, values: readonly Value[]): Promise<Row[]>;
  /** Runs a statement that must not run twice, once. */
  once<Row>(wanted: Statement<Row>, values: readonly Value[]): Promise<Row[]>;
  /**
   * Runs statements one after the other in one transaction, as `run` does: the whole of it may run twice. What `work`
   * keeps of a try that failed it must forget.
   */
  transaction(work: (run: Run) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export type Run = <Row>(wanted: Statement<Row>, values: readonly Value[]) => Promise<Row[]>;

/** Where a database is and how it is spoken to. */
export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database`; `?connections=20` and `?prepare=no` are ours, the rest is the driver's. */
  readonly url: string;
  /** Only for tests: makes statements fail. */
  readonly interfere?: Interference;
}

/** After so many uses a connection plans its statements anew, then after twice as many, and so on. */
const FIRST_REPLAN = 32;

const COMMIT: Statement = { text: 'COMMIT' };
const DISCARD_PLANS: Statement = { text: 'DISCARD PLANS' };

export function openConnections({ url, interfere }: DatabaseOptions): Database {
  const { connectionString, connections, prepare } = readUrl(url);
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    fallback_application_name: 'florin',
    types: { getTypeParser: parserOf },
  });
  // An idle connection that breaks is replaced when the next one is wanted; one in use tells whoever uses it. What nobody
  // listens to would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  /** Poolers that share connections among clients may not keep names; the first that is lost ends the use of them. */
  let named = prepare;
  /** How often connections have been used, and up to when their plans are kept. */
  const uses = new WeakMap<pg.PoolClient, { count: number; replan: number }>();
  let replans = true;
  let closed = false;

  /**
   * A prepared statement keeps its plan until the server looks at its tables again, a minute perhaps. Planned while they
   * were small it reads them whole, so what grows fast is planned again as it grows.
   */
  async function keepPlansFresh(client: pg.PoolClient, ms: number): Promise<void> {
    const used = uses.get(client) ?? { count: 0, replan: FIRST_REPLAN };
    uses.set(client, used);
    if (++used.count < used.replan || !named || !replans) return;
    used.replan *= 2;
    try {
      await send(client, DISCARD_PLANS, [], ms);
    } catch (error) {
      // An engine that does not know it keeps no such plans.
      if (failureOf(error) !== 'refused') throw error;
      replans = false;
    }
  }

  /** Has a connection for as long as `work` takes; one that broke is not used again. */
  async function withConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (closed) throw new TypeError('The storage is closed.');
    const client = await pool.connect();
    let broken = false;
    try {
      return await work(client);
    } catch (error) {
      const failure = failureOf(error);
      broken = failure === 'lost';
      if (failure === 'unprepared') named = false;
      throw explained(error);
    } finally {
      client.release(broken);
    }
  }

  function send<Row>(
    client: pg.PoolClient,
    { name, text }: Statement<Row>,
    values: readonly Value[],
    ms: number,
  ): Promise<Row[]> {
    const ask = async () => {
      const query = { text, values: values.map(storable), query_timeout: ms, ...(named && name && { name }) };
      const answer: { readonly rows: unknown[] } = await client.query(query);
      return answer.rows as Row[];
    };
    return interfere ? interfere(ask, text) : ask();
  }

  const once = <Row>(wanted: Statement<Row>, values: readonly Value[], ms = PATIENCE_MS) =>
    withConnection(async (client) => {
      await keepPlansFresh(client, ms);
      return send(client, wanted, values, ms);
    });

  const transaction = (work: (run: Run) => Promise<void>) =>
    patiently((ms) =>
      withConnection(async (client) => {
        const run: Run = (wanted, values) => send(client, wanted, values, ms);
        await client.query('BEGIN');
        try {
          await work(run);
          await run(COMMIT, []);
        } catch (error) {
          if (failureOf(error) !== 'lost') await client.query('ROLLBACK');
          throw error;
        }
      }),
    );

  return {
    run: (wanted, values) => patiently((left) => once(wanted, values, left)),
    once,
    transaction,
    async close() {
      if (closed) return;
      closed = true;
      await pool.end();
    },
  };
}

/**
 * Tries until it succeeds or is refused. `attempt` is told how many milliseconds are left. Throws UnavailableError when
 * `PATIENCE_MS` have passed.
 */
export async function patiently<T>(attempt: (left: number) => Promise<T>): Promise<T> {
  const end = ticks() + PATIENCE_MS;
  for (let longest = FIRST_PAUSE_MS; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
    try {
      return await attempt(Math.max(1, Math.round(end - ticks())));
    } catch (error) {
      const failure = failureOf(error);
      if (failure === 'refused') throw error;
      if (ticks() + longest > end) throw new UnavailableError({ cause: error });
      if (failure !== 'unprepared') await pause(longest * (0.5 + Math.random() / 2));
    }
  }
}

function readUrl(url: string): { connectionString: string; connections: number; prepare: boolean } {
  const parsed = new URL(url);
  const connections = Number(parsed.searchParams.get('connections') ?? CONNECTIONS);
  const prepare = parsed.searchParams.get('prepare') !== 'no';
  parsed.searchParams.delete('connections');
  parsed.searchParams.delete('prepare');
  return {
    connectionString: parsed.href,
    connections: Number.isInteger(connections) && connections > 1 ? connections : CONNECTIONS,
    prepare,
  };
}

/** Texts of PostgreSQL have every character but one. */
function storable(value: Value): Value {
  return typeof value === 'string' ? withoutNul(value) : value;
}

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === 't',
  20: wholeNumber,
  21: wholeNumber,
  23: wholeNumber,
};

function parserOf(oid: number): (text: string) => unknown {
  return parsers[oid] ?? ((text) => text);
}

/** Numbers come as text. None that was written is larger than 2^53, so one that is was not written by Florin. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} cannot be told exactly.`);
  return value;
}
