import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { createBoundedMap } from '../../kernel/bounded-map.ts';
import type { Revision, Storage } from '../../kernel/storage.ts';
import { decodeDelta } from '../delta.ts';
import { createStoredRevisions } from '../stored-revisions.ts';
import type { Names } from './names.ts';
import { prepare, prepareRows } from './statement.ts';

/** Bodies that others are deltas of: the most in memory, and their characters. */
const MOST_BASES = 512;
const MOST_CHARACTERS = 2_000_000;

export interface Revisions extends Pick<Storage, 'readRevision' | 'readRevisions'> {
  write(world: string, revisions: readonly Revision[]): void;
  /** Restores a body that is stored as a delta of the revision `base`, or whole if that is null. */
  wholeBody(world: number, base: number | null, body: string): string;
  /** Clears what is cached: after a rollback some revisions do not exist. */
  forget(): void;
}

/** Every state that objects were in. */
export function createRevisions(db: DatabaseSync, names: Names): Revisions {
  const one = prepare<Pick<Revision, 'revision' | 'id' | 'body'> & { readonly base: number | null }>(
    db,
    'SELECT revision, id, base, body FROM revisions WHERE account = ? AND revision = ?',
  );
  const add = prepareRows(db, { into: 'INSERT INTO revisions (account, revision, id, base, body)', columns: 5 });
  const stored = createStoredRevisions();
  const bases = createBoundedMap<string, string>({
    most: MOST_BASES,
    mostBytes: MOST_CHARACTERS,
    bytesOf: (_, body) => body.length,
  });

  function baseBody(world: number, base: number): string {
    const place = `${world} ${base}`;
    const known = bases.get(place);
    if (known !== undefined) return known;
    const row = one.get(world, base);
    if (!row) throw new Error(`revision ${base}, which others are differences from, is missing`);
    bases.set(place, row.body);
    return row.body;
  }
  const wholeBody = (world: number, base: number | null, body: string) =>
    base === null ? body : decodeDelta(baseBody(world, base), body);

  const read = (name: string, number: number): Revision | undefined => {
    const world = names.find(name);
    const row = one.get(world, number);
    return row && { revision: row.revision, id: row.id, body: wholeBody(world, row.base, row.body) };
  };
  return {
    async readRevision(world, number) {
      return read(world, number);
    },
    async readRevisions(world, numbers) {
      return [...new Set(numbers)].map((number) => read(world, number)).filter((row) => row !== undefined);
    },
    write(name, revisions) {
      const world = names.number(name);
      const rows = stored.encode(name, revisions);
      const values: SQLInputValue[] = [];
      for (const { revision, id, base, body } of rows) values.push(world, revision, id, base, body);
      add(values);
      stored.learn(name, rows);
    },
    wholeBody,
    forget() {
      stored.forget();
      bases.clear();
    },
  };
}
