import { parseRefusals, type Refusal } from './commit.ts';
import { type Database, statement } from './database.ts';

/**
 * Takes the place of a commit whose answer was lost. Where the commit has landed its row is there already; where it has
 * not, this row is, and should the commit still be on its way it finds its id taken and is refused whole. On an engine
 * that is just writing that row, this waits for it.
 */
const takePlace = statement(`
  INSERT INTO commits (account, id, landed, refused, made)
  VALUES ($1, $2, false, '', (extract(epoch FROM now()) * 1000)::bigint) ON CONFLICT DO NOTHING`);
const read = statement<{ landed: boolean; refused: string }>(
  'SELECT landed, refused FROM commits WHERE account = $1 AND id = $2',
);

/**
 * What became of a commit whose connection was lost: the batches it refused, or undefined when it was not applied and
 * never will be. Throws UnavailableError when the database cannot be asked.
 */
export async function askOutcome(database: Database, world: string, id: string): Promise<Refusal[] | undefined> {
  await database.run(takePlace, [world, id]);
  const [row] = await database.run(read, [world, id]);
  if (!row) throw new Error(`The commit ${id} left no trace.`);
  return row.landed ? parseRefusals(row.refused) : undefined;
}
