import { bigintArray, booleanArray, textArray } from './binary-arrays.ts';

/** Rows that a statement is given: one array for each column, unnested under the input's name. */
export interface Input<Item> {
  /** `unnest(…) AS name (columns)`, to be read from. */
  readonly sql: string;
  values(items: readonly Item[]): Buffer[];
}

interface Column<Item> {
  readonly name: string;
  readonly type: 'text' | 'bigint' | 'boolean';
  values(items: readonly Item[]): Buffer;
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

/** An input whose first column is parameter `first` of its statement. */
export function input<Item>(name: string, first: number, columns: readonly Column<Item>[]): Input<Item> {
  const arrays = columns.map(({ type }, n) => `$${first + n}::${type}[]`);
  return {
    sql: `unnest(${arrays.join(', ')}) AS ${name} (${columns.map((column) => column.name).join(', ')})`,
    values: (items) => columns.map((column) => column.values(items)),
  };
}
