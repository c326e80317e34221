import type { Part } from './parts.ts';

export type Cell = string | number | boolean | null;

/** The cursor of a table: the key of the last row read. */
export type Cursor = readonly (string | number | null)[];

/** Rows of a part, their cells in the order of its columns. */
export interface Page {
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  /** Undefined when these were the last. */
  readonly next: Cursor | undefined;
}

/** A book's balance in one world and currency. */
export interface Book {
  readonly world: string;
  readonly book: string;
  readonly currency: string;
  readonly amount: number;
}

/** Row count and checksum of a part, to compare both sides. */
export interface Tally {
  readonly rows: number;
  readonly sum: number;
}

/** The source of a copy: a data folder, locked until it is closed, or a database. */
export interface Source {
  page(part: Part, after: Cursor | undefined, limit: number): Promise<Page>;
  tally(part: Part): Promise<Tally>;
  books(): Promise<Book[]>;
  close(): Promise<void>;
}
