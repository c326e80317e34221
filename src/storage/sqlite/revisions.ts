import type { DatabaseSync } from 'node:sqlite';
import type { Revision, Storage } from '../../kernel/storage.ts';
import { decodeDelta, withDeltas } from '../delta.ts';
import type { Names } from './names.ts';
import { prepare } from './statement.ts';

/** A body as it is stored: whole, or a delta of the body of another revision. */
export interface StoredBody {
  readonly body: string;
  readonly baseBody: string | null;
}

interface Revisions extends Pick<Storage, 'readRevision' | 'readRevisions'> {
  write(world: string, revisions: readonly Revision[]): void;
}

/** The restored body. */
export function wholeBody({ body, baseBody }: StoredBody): string {
  return baseBody === null ? body : decodeDelta(baseBody, body);
}

/** Every state that objects were in. */
export function createRevisions(db: DatabaseSync, names: Names): Revisions {
  const one = prepare<Omit<Revision, 'body'> & StoredBody>(
    db,
    `SELECT r.revision, r.id, r.body, b.body AS baseBody
     FROM revisions r LEFT JOIN revisions b ON b.account = r.account AND b.revision = r.base
     WHERE r.account = ? AND r.revision = ?`,
  );
  const add = prepare(db, 'INSERT INTO revisions (account, revision, id, base, body) VALUES (?, ?, ?, ?, ?)');

  const read = (world: string, number: number): Revision | undefined => {
    const row = one.get(names.find(world), number);
    return row && { revision: row.revision, id: row.id, body: wholeBody(row) };
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
      for (const { revision, id, base, body } of withDeltas(revisions)) add.run(world, revision, id, base, body);
    },
  };
}
