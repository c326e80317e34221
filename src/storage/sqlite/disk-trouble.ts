import { type Trouble, UnavailableError } from '../../kernel/storage.ts';

/** SQLite's codes: https://www.sqlite.org/rescode.html. Extended ones contain the primary code in the low byte. */
const READONLY = 8;
const IOERR = 10;
const FULL = 13;
/** A sync of the log or the database failed: earlier writes may be lost, and no later sync would report it. */
const FAILED_SYNCS = [1034, 1290];

/** Returns the disk problem behind an SQLite error, if there is one. */
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

/** Converts an SQLite error to a storage error. */
export function explainTrouble(error: unknown): unknown {
  const trouble = diskTrouble(error);
  return trouble === undefined ? error : new UnavailableError({ trouble, cause: error });
}
