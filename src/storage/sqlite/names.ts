import type { DatabaseSync } from 'node:sqlite';
import { prepare } from './statement.ts';

/** Cached names; the cache is emptied when full. */
const MOST_IN_MIND = 50_000;

/** Numbers for names that most rows contain: worlds, and types of objects and events. */
export interface Names {
  /** Returns the number of a name, or 0 if it was never written. */
  find(name: string): number;
  /** The number of a name, given now if it has none; only inside a transaction. */
  number(name: string): number;
  name(number: number): string;
  /** Clears the cache: after a rollback some names may not exist. */
  forget(): void;
}

/** Four numbers in place of four names make a row of an index half as long and a commit a tenth faster. */
export function createNames(db: DatabaseSync): Names {
  const byName = prepare<{ number: number }>(db, 'SELECT number FROM names WHERE name = ?');
  const byNumber = prepare<{ name: string }>(db, 'SELECT name FROM names WHERE number = ?');
  const add = prepare<{ number: number }>(db, 'INSERT INTO names (name) VALUES (?) RETURNING number');
  const numbers = new Map<string, number>();
  const names = new Map<number, string>();

  function forget(): void {
    numbers.clear();
    names.clear();
  }

  function remember(name: string, number: number): number {
    if (numbers.size >= MOST_IN_MIND) forget();
    numbers.set(name, number);
    names.set(number, name);
    return number;
  }

  function find(name: string): number {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const row = byName.get(name);
    return row ? remember(name, row.number) : 0;
  }

  return {
    find,
    number: (name) => find(name) || remember(name, add.get(name)?.number ?? 0),
    name(number) {
      const known = names.get(number);
      if (known !== undefined) return known;
      const name = byNumber.get(number)?.name ?? '';
      remember(name, number);
      return name;
    },
    forget,
  };
}
