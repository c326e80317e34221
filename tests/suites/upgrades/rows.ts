import { nameTables } from '../../../src/storage/marked-tables.ts';
import { statements as first } from '../../../src/storage/postgres/migrations/001-first.ts';
import { sql, sqlWith } from '../../support/postgres.ts';

/** All rows of a PostgreSQL database by table, with the version of its schema. */
export interface Rows {
  readonly schema: number;
  readonly tables: Readonly<Record<string, readonly object[]>>;
}

/** The statements that created each version of the schema. */
const SCHEMAS: readonly (readonly string[])[] = [first];

export async function dumpRows(url: string): Promise<Rows> {
  const [schema] = await sql(url, 'SELECT version FROM florin_schema');
  const names = await sql(
    url,
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_name <> 'florin_schema' ORDER BY 1`,
  );
  const tables: Record<string, readonly object[]> = {};
  for (const { name } of names) {
    const rows = await sql(url, `SELECT to_jsonb(t) AS row FROM ${String(name)} t`);
    tables[String(name)] = rows.map(({ row }) => row as object);
  }
  return { schema: Number(schema?.version), tables };
}

/** Restores the dumped database, including its schema, into an empty one. */
export async function restoreRows(url: string, { schema, tables }: Rows): Promise<void> {
  await sql(
    url,
    `CREATE TABLE florin_schema (id bigint NOT NULL PRIMARY KEY, version bigint NOT NULL, holder text, held_until bigint NOT NULL);
     INSERT INTO florin_schema VALUES (1, ${schema}, NULL, 0)`,
  );
  for (const statement of SCHEMAS.slice(0, schema).flat()) await sql(url, nameTables(statement, null));
  for (const [name, rows] of Object.entries(tables)) {
    const wanted = `INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`;
    await sqlWith(url, wanted, [JSON.stringify(rows)]);
  }
}
