import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** A prepared statement whose rows have the shape `Row`: the columns, under their names or aliases. */
export interface Statement<Row> {
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
  /** Runs it and returns how many rows it changed. */
  run(...values: SQLInputValue[]): number;
}

/**
 * Prepares `sql` at its first use, because most processes use a part of all statements. That its columns fit `Row` is
 * what the contract suite checks.
 *
 * Write `LIMIT +?`, not `LIMIT ?`: SQLite plans anew for every value of a bare bound limit, which costs more than the
 * query itself (22 µs against 2 for a page of an empty list).
 */
export function prepare<Row = never>(db: DatabaseSync, sql: string): Statement<Row> {
  let prepared: StatementSync | undefined;
  const statement = (): StatementSync => {
    prepared ??= db.prepare(sql);
    return prepared;
  };
  return {
    get(...values) {
      const row: unknown = statement().get(...values);
      return row as Row | undefined;
    },
    all(...values) {
      const rows: unknown = statement().all(...values);
      return rows as Row[];
    },
    run: (...values) => Number(statement().run(...values).changes),
  };
}
