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
  return fromStatement<Row>(() => db.prepare(sql));
}

/** As `prepare`, with rows that are lists of their columns. Long pages are read a quarter faster that way. */
export function prepareTuples<Row extends readonly unknown[]>(db: DatabaseSync, sql: string): Statement<Row> {
  return fromStatement<Row>(() => {
    const statement = db.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  });
}

/** `make` prepares the statement when it is first used. */
function fromStatement<Row>(make: () => StatementSync): Statement<Row> {
  let prepared: StatementSync | undefined;
  const statement = (): StatementSync => {
    prepared ??= make();
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
