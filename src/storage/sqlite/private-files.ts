import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Gives a data folder to this user alone. A folder that holds other files is left as it is (a project's own, for example),
 * except that of an older Florin.
 */
export function makePrivateFolder(folder: string, database: string): void {
  if (existsSync(database) || readdirSync(folder).length === 0) restrict(folder, PRIVATE_FOLDER);
}

/** Gives files to this user alone, those that exist. A log that SQLite creates later has the mode of its database. */
export function makePrivateFiles(files: readonly string[]): void {
  for (const file of files) if (existsSync(file)) restrict(file, PRIVATE_FILE);
}

/** Only an owner can change a mode. Data of another user, that this one may write, keeps its own. */
function restrict(path: string, mode: number): void {
  const { uid, mode: present } = statSync(path);
  if (process.getuid?.() === uid && (present & 0o777) !== mode) chmodSync(path, mode);
}
