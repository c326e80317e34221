import type { DatabaseSync } from 'node:sqlite';
import { nameTables } from '../../marked-tables.ts';
import { fieldName, type Index } from '../../search/find.ts';
import type { Names } from '../names.ts';
import { prepare, type Statement } from '../statement.ts';

/** Cached statements; each shape of query has one. */
const MOST_STATEMENTS = 200;

/** The tables of the search index, as queries ask them. */
export function createIndex(db: DatabaseSync, names: Names): Index {
  const statements = new Map<string, Statement<{ position: number }>>();

  function statement(sql: string): Statement<{ position: number }> {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= MOST_STATEMENTS) statements.clear();
    const made = prepare<{ position: number }>(db, nameTables(sql, null));
    statements.set(sql, made);
    return made;
  }

  return {
    positions: (sql, values) =>
      statement(sql)
        .all(...values)
        .map((row) => row.position),
    world: names.find,
    type: names.find,
    field: (type, field) => names.find(fieldName(type, field)),
    through: (index) => ` INDEXED BY ${index}`,
    positionIn: 'instr',
  };
}
