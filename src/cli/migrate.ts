import { parseArgs } from 'node:util';
import { isPostgresUrl, shownUrl } from '../storage/postgres/url.ts';
import { StartError } from './start-error.ts';

const USAGE = 'Usage: florin migrate --data postgres://user:password@host:5432/name (or FLORIN_DATA).';

/**
 * `florin migrate`: brings a PostgreSQL database to this program's schema, as `florin start` does, without starting:
 * for setups where only one user may change tables. Nodes of the version before go on meanwhile and afterwards.
 */
export async function migrate(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const url = parse(args).data ?? env.FLORIN_DATA;
  if (url === undefined || !isPostgresUrl(url)) throw new StartError(USAGE);
  const { openMigrated } = await import('../storage/postgres/open.ts');
  try {
    const { database, migrated } = await openMigrated({ url });
    await database.close();
    const { from, to } = migrated;
    console.log(
      from === to
        ? `${shownUrl(url)} already has this Florin's schema (${to}).`
        : `${shownUrl(url)} was migrated from schema ${from} to ${to}.`,
    );
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' } }, strict: true }).values;
  } catch {
    throw new StartError(USAGE);
  }
}
