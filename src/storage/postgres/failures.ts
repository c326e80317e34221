import { UnavailableError } from '../../kernel/storage.ts';

/** The meaning of a driver error for the statement's caller. */
type Failure =
  /** Nothing was applied; the same statement may be run again at once: serialization failures, deadlocks. */
  | 'again'
  /** The connection was lost or unavailable: it is unknown if the statement was applied. */
  | 'lost'
  /** A prepared statement is missing or duplicated on this connection, because of a pooler. */
  | 'unprepared'
  /** The statement itself was refused. */
  | 'refused';

/** Serialization failure, deadlock, lock not available. */
const AGAIN = new Set(['40001', '40P01', '55P03']);
/**
 * Shut down by an administrator or after a crash, starting up, idle too long, too many connections, out of memory; or a
 * server that only reads, as one that another has taken over from: the next connection may lead to that one.
 */
const LOST = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '25006', '53300', '53200', '53400', '40003']);
const DISK_FULL = '53100';
/** SQLSTATEs of a missing or duplicate prepared statement. */
const UNPREPARED = new Set(['26000', '42P05']);

/** Returns the server's SQLSTATE; undefined if the error is not the server's. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error
    ? error.code
    : undefined;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof UnavailableError && error.trouble === 'full') return 'refused';
  const state = sqlState(error);
  // Any other error means that the server did not respond.
  if (state === undefined) return error instanceof RangeError || error instanceof TypeError ? 'refused' : 'lost';
  if (AGAIN.has(state)) return 'again';
  if (UNPREPARED.has(state)) return 'unprepared';
  return LOST.has(state) || state.startsWith('08') ? 'lost' : 'refused';
}

/** Returns the error for the caller: a full disk is an outage that ends when there is room. */
export function explained(error: unknown): unknown {
  return sqlState(error) === DISK_FULL ? new UnavailableError({ cause: error, trouble: 'full' }) : error;
}

/** Returns the violated unique constraint. */
export function takenKey(error: unknown): string | undefined {
  if (sqlState(error) !== '23505') return undefined;
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  return typeof constraint === 'string' ? constraint : 'a key';
}
