import { UnavailableError } from '../../kernel/storage.ts';
import { StorageOpenError } from '../open-error.ts';
import { sqlState } from './failures.ts';
import { shownUrl } from './url.ts';

/**
 * Returns a one-line error with the remedy if a database could not be opened. Unknown errors are returned unchanged.
 */
export function explain(error: unknown, url: string): unknown {
  if (error instanceof StorageOpenError) return error;
  const where = shownUrl(url);
  const cause = error instanceof UnavailableError ? error.cause : error;
  const options = { cause };
  switch (sqlState(cause)) {
    case '28P01':
    case '28000':
      return new StorageOpenError(
        'not_let_in',
        `PostgreSQL at ${where} rejected the login. Check the user and password in the URL, and pg_hba.conf.`,
        options,
      );
    case '3D000':
      return new StorageOpenError('unreachable', `The database ${where} does not exist. Create it first.`, options);
    case '42501':
    case '25006':
      return new StorageOpenError(
        'no_rights',
        `The user cannot create or write tables in ${where}. Grant the privileges (GRANT CREATE, USAGE ON SCHEMA), or run ` +
          '`florin migrate` as a user who has them.',
        options,
      );
    default:
      if (error instanceof UnavailableError) {
        return new StorageOpenError(
          'unreachable',
          `PostgreSQL at ${where} cannot be reached (${reason(cause)}).`,
          options,
        );
      }
      return error;
  }
}

function reason(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors[0]) return reason(cause.errors[0]);
  return cause instanceof Error ? cause.message || ('code' in cause ? String(cause.code) : cause.name) : String(cause);
}
