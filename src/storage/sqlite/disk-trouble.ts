import { type Trouble, UnavailableError } from '../../kernel/storage.ts';

/** SQLite's codes: https://www.sqlite.org/rescode.html. Extended ones keep the primary code in the low byte. */
const READONLY = 8;
const IOERR = 10;
const FULL = 13;
/** A sync of the log or the database failed: what was written before it may be lost, and no later sync tells. */
const FAILED_SYNCS = [1034, 1290];

/** What the disk has to do with an error of SQLite; undefined when it has nothing. */
export function diskTrouble(error: unknown): Trouble | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  const code = Number(error.errcode);
  if (FAILED_SYNCS.includes(code)) return 'failed';
  switch (code & 0xff) {
    case FULL:
      return 'full';
    // Beyond a quota or a limit for files is an I/O error too.
    case READONLY:
    case IOERR:
      return 'unwritable';
    default:
      return undefined;
  }
}

/** An error of SQLite as the platform knows it. */
export function explainTrouble(error: unknown): unknown {
  const trouble = diskTrouble(error);
  return trouble === undefined ? error : new UnavailableError({ trouble, cause: error });
}
