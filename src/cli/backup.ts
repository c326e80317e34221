import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StorageOpenError } from '../storage/open-error.ts';
import { isPostgresUrl } from '../storage/postgres/url.ts';
import { requestBackup } from './control.ts';
import { checked } from './doctor/checked.ts';
import { StartError } from './start-error.ts';

const USAGE = 'Usage: florin backup --data ./.florin --to ./backups (a folder, or a new file named ….db).';
const PROGRESS_EVERY_MS = 1_000;

/**
 * `florin backup`: copies a data folder into one file, with a server running on it or without. The file appears under its
 * name once it has been examined and found whole.
 */
export async function backup(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { data = env.FLORIN_DATA ?? './.florin', to } = parse(args);
  if (to === undefined || data === ':memory:') throw new StartError(USAGE);
  if (isPostgresUrl(data))
    throw new StartError('florin backup does not support PostgreSQL. Use its own tools, such as pg_dump.');
  const file = nameFor(to);
  if (existsSync(file)) throw new StartError(`${file} already exists. Use a new file, or a folder.`);
  const partial = `${file}.partial`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(partial, { force: true });
    await copyDatabase(data, partial, printProgress());
    const found = await checked(partial);
    renameSync(partial, file);
    (await import('../storage/sqlite/log-sync.ts')).syncFolder(dirname(file));
    console.log(`${file} contains ${found}. No differences found.`);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

/** Copies the database of a folder into a new file; if a server runs on the folder, it makes the copy. */
export async function copyDatabase(
  folder: string,
  file: string,
  onProgress: (pages: number, of: number) => void = () => {},
): Promise<void> {
  const { backUpFolder } = await import('../storage/sqlite/backup.ts');
  try {
    await backUpFolder(folder, file, onProgress);
  } catch (error) {
    if (!(error instanceof StorageOpenError) || error.code !== 'in_use') throw error;
    await requestBackup(folder, resolve(file), onProgress);
  }
}

/**
 * Returns the file itself if its name ends with `.db`; other names are folders, in which the file is named after the
 * current time.
 */
function nameFor(to: string): string {
  const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() ?? !to.endsWith('.db');
  if (!isFolder) return resolve(to);
  const moment = new Date().toISOString().replace(/\.\d+/, '').replaceAll(':', '');
  return resolve(join(to, `florin-${moment}.db`));
}

function printProgress(): (pages: number, of: number) => void {
  let printedAt = Date.now();
  return (pages, of) => {
    if (Date.now() - printedAt < PROGRESS_EVERY_MS) return;
    printedAt = Date.now();
    console.log(`${pages} of ${of} pages`);
  };
}

function parse(args: readonly string[]): { data?: string | undefined; to?: string | undefined } {
  try {
    const options = { data: { type: 'string' as const }, to: { type: 'string' as const } };
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch {
    throw new StartError(USAGE);
  }
}
