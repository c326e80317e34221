import { parseRefusals, type Refusal } from './commit.ts';
import { type Database, statement } from './database.ts';

/**
 * Inserts the row of a commit with a lost response. If the commit was applied, its row already exists; if not, this row
 * makes a late commit fail as a duplicate. If the engine is just writing that row, this waits for it.
 */
const reserveOutcome = statement(`
  INSERT INTO @commits (account, id, landed, refused, made)
  VALUES ($1, $2, false, '', (extract(epoch FROM now()) * 1000)::bigint) ON CONFLICT DO NOTHING`);
const read = statement<{ landed: boolean; refused: string }>(
  'SELECT landed, refused FROM @commits WHERE account = $1 AND id = $2',
);

/**
 * Returns the outcome of a commit whose connection was lost: the rejected batches, or undefined if it was not and never
 * will be applied. Throws UnavailableError if the database is unreachable.
 */
export async function readOutcome(database: Database, world: string, id: string): Promise<Refusal[] | undefined> {
  await database.run(reserveOutcome, [world, id]);
  const [row] = await database.run(read, [world, id]);
  if (!row) throw new Error(`The commit ${id} left no trace.`);
  return row.landed ? parseRefusals(row.refused) : undefined;
}
