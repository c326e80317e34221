import pg from 'pg';
import type { Inventory } from '../../kernel/inventory.ts';
import { UnavailableError } from '../../kernel/storage.ts';
import { StorageOpenError } from '../open-error.ts';
import { explain } from '../postgres/explain.ts';
import { shownUrl } from '../postgres/url.ts';
import { createQueries, type Dialect } from './queries.ts';

const dialect: Dialect = {
  world: '$1',
  name: (column) => column,
  isTrue: (column) => column,
  texts: 'SELECT jsonb_array_elements_text($2::jsonb)',
  // The transaction's id and the line, ten digits of it: line numbers are small.
  place: {
    of: `p.ledger_transaction || ' ' || lpad(p.line::text, 10, '0')`,
    after: `($2 = '' OR (p.ledger_transaction, p.line) >
      (split_part($2, ' ', 1), coalesce(nullif(split_part($2, ' ', 2), '')::bigint, 0)))`,
    order: 'p.ledger_transaction, p.line',
  },
  unfolded: 'SELECT u.book, u.currency, u.amount FROM unfolded u WHERE u.account = $1',
};

/** Numbers come as text: whole numbers (20, 21, 23) and sums of them (1700). */
const NUMBERS = [20, 21, 23, 1700];

/**
 * Opens a snapshot of a PostgreSQL database for checks, while nodes continue. Throws StorageOpenError if it is
 * unreachable or not Florin's.
 */
export async function openPostgresInventory(url: string): Promise<Inventory> {
  const client = new pg.Client({
    connectionString: withoutOurs(url),
    fallback_application_name: 'florin doctor',
    types: { getTypeParser: (oid: number) => (NUMBERS.includes(oid) ? Number : (text: string) => text) },
  });
  // A broken connection fails its waiting query, which reports it.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const found = await client.query(
      "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'florin_schema'",
    );
    if (found.rows.length === 0) {
      throw new StorageOpenError('foreign_database', `The database ${shownUrl(url)} has no Florin data.`);
    }
  } catch (error) {
    await client.end();
    throw explain(error instanceof StorageOpenError ? error : new UnavailableError({ cause: error }), url);
  }
  const ask = async <Row>(sql: string, values: readonly string[]) => {
    const answer: { readonly rows: unknown[] } = await client.query(sql, [...values]);
    return answer.rows as Row[];
  };
  const found: { readonly rows: { readonly name: string }[] } = await client.query(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = 'timers'`,
  );
  const has = (column: string) => found.rows.some(({ name }) => name === column);
  return {
    ...createQueries(ask, dialect, { hasAccountsAndClocks: has('clock'), hasFailedTimers: has('failures') }),
    damage: async () => [],
    close: () => client.end(),
  };
}

/** The URL in the driver's form. */
function withoutOurs(url: string): string {
  if (!URL.canParse(url)) throw new StorageOpenError('bad_url', 'The URL of the database is invalid.');
  const parsed = new URL(url);
  parsed.searchParams.delete('connections');
  parsed.searchParams.delete('prepare');
  return parsed.href;
}
