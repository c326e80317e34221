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

/** Rows that one statement writes at most. */
const MOST_ROWS = 16;

/**
 * Prepares statements that write any number of rows: `INSERT INTO table (columns)`, with the clause for rows that are there in `onConflict`.
 * Several rows are written with one call, which takes a third less time than a call each. The function that is returned
 * takes the columns of all rows, one row after the other.
 */
export function prepareRows(
  db: DatabaseSync,
  { into, columns, onConflict = '' }: { readonly into: string; readonly columns: number; readonly onConflict?: string },
): (values: readonly SQLInputValue[]) => void {
  const row = `(${Array(columns).fill('?').join(', ')})`;
  /** By the number of rows. */
  const statements: Statement<never>[] = [];
  const most = MOST_ROWS * columns;
  return (values) => {
    for (let at = 0; at < values.length; at += most) {
      const some = values.length <= most ? values : values.slice(at, at + most);
      const rows = some.length / columns;
      statements[rows] ??= prepare(db, `${into} VALUES ${Array(rows).fill(row).join(', ')} ${onConflict}`);
      statements[rows].run(...some);
    }
  };
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
