import { parseArgs } from 'node:util';
import { copyToPostgres } from '../storage/copy/copy.ts';
import { shownStorage } from '../storage/open.ts';
import { isPostgresUrl, shownUrl } from '../storage/postgres/url.ts';
import { StartError } from './start-error.ts';

const USAGE = 'Usage: florin copy --from ./.florin (or postgres://…) --to postgres://user:password@host:5432/name.';
/** Interval of progress lines. */
const PROGRESS_EVERY_MS = 1_000;

/**
 * `florin copy`: copies the worlds of a data folder or a PostgreSQL database into an empty PostgreSQL database, also one
 * with another number of shards, and verifies that both are equal. It can be stopped at any time; the same command
 * resumes.
 */
export async function copy(args: readonly string[]): Promise<void> {
  const { from, to } = parse(args);
  if (from === undefined || to === undefined || !isPostgresUrl(to)) throw new StartError(USAGE);
  let printedAt = Date.now();
  const rows = await copyToPostgres(from, to, (part, copied, all) => {
    if (Date.now() - printedAt < PROGRESS_EVERY_MS) return;
    printedAt = Date.now();
    console.log(`${part}: ${copied} of ${all}`);
  }).catch((error: unknown) => {
    throw new StartError(error instanceof Error ? error.message : String(error));
  });
  for (const [part, count] of rows) console.log(`${part.padEnd(12)} ${count}`);
  console.log(
    `\nAll data is in ${shownUrl(to)}: the row counts and the balance of every book are the same on both sides.`,
  );
  console.log(`Start Florin with --data postgres://… from now on. ${shownStorage(from)} was not changed.`);
}

function parse(args: readonly string[]): { from?: string | undefined; to?: string | undefined } {
  try {
    const options = { from: { type: 'string' as const }, to: { type: 'string' as const } };
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch {
    throw new StartError(USAGE);
  }
}
