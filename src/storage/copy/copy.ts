import { resolve } from 'node:path';
import { StorageOpenError } from '../open-error.ts';
import { isPostgresUrl, shownUrl } from '../postgres/url.ts';
import { openSource } from './open-source.ts';
import { PARTS, type Part } from './parts.ts';
import type { Page, Source } from './source.ts';
import { openTarget, type Target } from './target.ts';

/** Rows per read, and characters per write. */
const ROWS_A_PAGE = 1_000;
const CHARACTERS_A_PAGE = 4_000_000;

/** Called after every page with the rows of a part and the rows copied. */
type Watch = (part: string, copied: number, rows: number) => void;

/**
 * Copies `from`, a data folder or a PostgreSQL database, into the PostgreSQL database `to`, which must be empty or hold
 * an unfinished copy of the same source, which is continued. The two may have different numbers of shards. Then
 * compares the row counts and the balance of every book on both sides. Returns the row counts of each part. Throws
 * StorageOpenError if the copy fails or the sides differ.
 */
export async function copyToPostgres(from: string, to: string, watch: Watch): Promise<Map<string, number>> {
  const source = await openSource(from);
  try {
    const target = await openTarget(to);
    try {
      return await copyAll(source, target, { from: shownSource(from), to, watch });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** The source without its password, as the progress of a copy names it. */
function shownSource(from: string): string {
  return isPostgresUrl(from) ? shownUrl(from) : resolve(from);
}

async function copyAll(
  source: Source,
  target: Target,
  { from, to, watch }: { from: string; to: string; watch: Watch },
): Promise<Map<string, number>> {
  if (!(await target.begin(from))) {
    throw new StorageOpenError('foreign_database', `${shownUrl(to)} has data already. Copy into an empty database.`);
  }
  const rows = new Map<string, number>();
  for (const part of PARTS) {
    const all = (await source.tally(part)).rows;
    await copyPart(source, target, from, part, (copied) => watch(part.name, copied, all));
    rows.set(part.name, all);
  }
  const differences = await compare(source, target);
  if (differences.length > 0) {
    throw new StorageOpenError(
      'foreign_database',
      `The copy differs from ${from}, which was written to during the copy: ${differences.slice(0, 3).join('; ')}. ` +
        'Start again with an empty database.',
    );
  }
  await target.finish(from);
  return rows;
}

async function copyPart(
  source: Source,
  target: Target,
  from: string,
  part: Part,
  watch: (copied: number) => void,
): Promise<void> {
  let { cursor, rows, done } = await target.progress(from, part);
  watch(rows);
  for (let limit = ROWS_A_PAGE; !done; ) {
    const page = await source.page(part, cursor, limit);
    // Rows are large or small by the page: fewer at a time where they are large.
    if (charactersOf(page) > CHARACTERS_A_PAGE && limit > 1) {
      limit = Math.max(1, Math.floor(limit / 4));
      continue;
    }
    await target.write(from, part, page);
    cursor = page.next;
    done = page.next === undefined;
    rows += page.rows.length;
    watch(rows);
  }
}

function charactersOf({ rows }: Page): number {
  return rows.reduce((sum, row) => sum + (typeof row.body === 'string' ? row.body.length : 100), 0);
}

/** Returns the differences of both sides, as text. */
async function compare(source: Source, target: Target): Promise<string[]> {
  const differences: string[] = [];
  for (const part of PARTS) {
    const [here, there] = [await source.tally(part), await target.tally(part)];
    if (here.rows !== there.rows) differences.push(`${part.name} has ${there.rows} rows instead of ${here.rows}`);
    else if (here.sum !== there.sum) differences.push(`${part.name} has other contents`);
  }
  const books = (list: readonly { world: string; book: string; currency: string; amount: number }[]) =>
    new Map(list.map(({ world, book, currency, amount }) => [`${book} of ${world} in ${currency}`, amount]));
  const [here, there] = [books(await source.books()), books(await target.books())];
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    if (here.get(name) !== there.get(name)) {
      differences.push(`the book ${name} holds ${there.get(name)} instead of ${here.get(name)}`);
    }
  }
  return differences;
}
