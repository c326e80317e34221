import { bigintArray, booleanArray, textArray } from './binary-arrays.ts';

/** A column of rows that a statement is given, as one array. */
export interface Column<Item> {
  readonly name: string;
  readonly type: 'text' | 'bigint' | 'boolean';
  values(items: readonly Item[]): Buffer;
}

/** Rows that a statement is given: one array for each column, unnested. */
export interface Input<Item> {
  /** Statement parameters that it uses. */
  readonly width: number;
  /** `unnest(…) AS n (columns)`, to be read from. */
  readonly sql: string;
  /** The parameter that holds a column, with its type. */
  array(column: string): string;
  values(items: readonly Item[]): Buffer[];
}

export function text<Item>(name: string, of: (item: Item) => string | null): Column<Item> {
  return { name, type: 'text', values: (items) => textArray(items.map(of)) };
}

export function bigint<Item>(name: string, of: (item: Item) => number | null): Column<Item> {
  return { name, type: 'bigint', values: (items) => bigintArray(items.map(of)) };
}

export function boolean<Item>(name: string, of: (item: Item) => boolean): Column<Item> {
  return { name, type: 'boolean', values: (items) => booleanArray(items.map(of)) };
}

/** An input called `name` in the statement, whose first column is the statement's parameter `first`. */
export function input<Item>(name: string, first: number, columns: readonly Column<Item>[]): Input<Item> {
  const arrays = columns.map(({ type }, n) => `$${first + n}::${type}[]`);
  return {
    width: columns.length,
    sql: `unnest(${arrays.join(', ')}) AS ${name} (${columns.map((column) => column.name).join(', ')})`,
    array(wanted) {
      const found = arrays[columns.findIndex((column) => column.name === wanted)];
      if (found === undefined) throw new Error(`${name} does not have the column ${wanted}.`);
      return found;
    },
    values: (items) => columns.map((column) => column.values(items)),
  };
}
