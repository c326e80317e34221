import { createHash } from 'node:crypto';
import pg from 'pg';
import { UnavailableError } from '../../kernel/storage.ts';
import { nameTables } from '../marked-tables.ts';
import { withoutNul } from './binary-arrays.ts';
import { explained, failureOf } from './failures.ts';
import type { FaultInjection } from './fault-injection.ts';
import { readUrl } from './url.ts';
import { pause, ticks } from './waiting.ts';

/** Time for retries of a statement before it fails as unreachable. */
const PATIENCE_MS = 8_000;
/** Pauses between tries: doubled from the first to the longest, each drawn from its upper half. */
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 500;
/** Connection timeout. */
const CONNECT_MS = 4_000;
const IDLE_MS = 60_000;

/** SQL whose rows have the shape `Row`, as the contract suite checks. Its tables are marked: see nameTables. */
export interface Statement<Row = never> {
  /** Name of the prepared statement; without one it is not kept. */
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
  /** Runs an idempotent statement and retries it until it succeeds. Throws UnavailableError after `PATIENCE_MS`. */
  run<Row>(wanted: Statement<Row>, values: readonly Value[]): Promise<Row[]>;
  /** Runs a statement that must not run twice, once. */
  once<Row>(wanted: Statement<Row>, values: readonly Value[]): Promise<Row[]>;
  /**
   * Runs statements in one transaction, like `run`: it may run twice as a whole. `work` must discard the state of a
   * failed try.
   */
  transaction<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /** The tables of another schema, over the same connections. */
  within(schema: string): Database;
  close(): Promise<void>;
}

type Run = <Row>(wanted: Statement<Row>, values: readonly Value[]) => Promise<Row[]>;

/** Address and settings of a database. */
export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database?…`: see readUrl. */
  readonly url: string;
  /** Only for tests: makes statements fail. */
  readonly interfere?: FaultInjection;
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
  // A broken idle connection is replaced on the next use; one in use fails its query. Without a listener the error
  // would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  /** Poolers may drop statement names; after the first lost one they are not used anymore. */
  let named = prepare;
  /** Uses per connection, and the use at which its plans are discarded. */
  const uses = new WeakMap<pg.PoolClient, { count: number; replan: number }>();
  let replans = true;
  let closed = false;

  /**
   * A prepared statement keeps its plan until the server analyzes its tables, perhaps a minute. A plan made for small
   * tables scans them, so plans of fast-growing tables are renewed as they grow.
   */
  async function keepPlansFresh(client: pg.PoolClient, ms: number): Promise<void> {
    const used = uses.get(client) ?? { count: 0, replan: FIRST_REPLAN };
    uses.set(client, used);
    if (++used.count < used.replan || !named || !replans) return;
    used.replan *= 2;
    try {
      await send(client, DISCARD_PLANS, [], ms);
    } catch (error) {
      // An engine without this setting does not cache such plans.
      if (failureOf(error) !== 'refused') throw error;
      replans = false;
    }
  }

  /** Runs `work` with a connection; a broken one is not reused. */
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

  const transaction = <T>(work: (run: Run) => Promise<T>) =>
    patiently((ms) =>
      withConnection(async (client) => {
        const run: Run = (wanted, values) => send(client, wanted, values, ms);
        await client.query('BEGIN');
        try {
          const result = await work(run);
          await run(COMMIT, []);
          return result;
        } catch (error) {
          if (failureOf(error) !== 'lost') await client.query('ROLLBACK');
          throw error;
        }
      }),
    );

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    await pool.end();
  }

  /** No statement sets a search path: behind a pooler, the next one may run in another session. */
  function databaseOf(schema: string | null): Database {
    const inSchema = namerOf(schema);
    return {
      run: (wanted, values) => patiently((left) => once(inSchema(wanted), values, left)),
      once: (wanted, values) => once(inSchema(wanted), values),
      transaction: (work) => transaction((run) => work((wanted, values) => run(inSchema(wanted), values))),
      within: databaseOf,
      close,
    };
  }
  return databaseOf(null);
}

/** Returns the function that names the tables of statements in a schema. */
function namerOf(schema: string | null): <Row>(wanted: Statement<Row>) => Statement<Row> {
  const known = new WeakMap<object, Pick<Statement, 'name' | 'text'>>();
  return (wanted) => {
    const before = known.get(wanted);
    if (before) return before;
    const text = nameTables(wanted.text, schema);
    const named = wanted.name === undefined ? { text } : statement(text);
    known.set(wanted, named);
    return named;
  };
}

/**
 * Retries until it succeeds or is rejected. `attempt` receives the remaining milliseconds. Throws UnavailableError
 * after `PATIENCE_MS`.
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

/** Numbers arrive as text. Florin writes none larger than 2^53. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} exceeds the exact range of a number.`);
  return value;
}
