import { UnavailableError } from '../../kernel/storage.ts';

/** What an error of the driver means for whoever ran a statement. */
export type Failure =
  /** Nothing was applied; the same statement may be run again at once: serialization failures, deadlocks. */
  | 'again'
  /** The connection is gone, or none could be had: nobody can say whether the statement was applied. */
  | 'lost'
  /** A name that this connection should know is unknown to it, or the other way round: a pooler stands in between. */
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
/** A prepared statement that is not there, or is there already. */
const UNPREPARED = new Set(['26000', '42P05']);

/** The server's five characters for what went wrong; undefined when it was not the server that said so. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error
    ? error.code
    : undefined;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof UnavailableError && error.trouble === 'full') return 'refused';
  const state = sqlState(error);
  // Whatever is not an answer of the server is one that did not come.
  if (state === undefined) return error instanceof RangeError || error instanceof TypeError ? 'refused' : 'lost';
  if (AGAIN.has(state)) return 'again';
  if (UNPREPARED.has(state)) return 'unprepared';
  return LOST.has(state) || state.startsWith('08') ? 'lost' : 'refused';
}

/** The error as whoever asked is to hear it: a full disk is nobody's fault who asks, and is over when there is room. */
export function explained(error: unknown): unknown {
  return sqlState(error) === DISK_FULL ? new UnavailableError({ cause: error, trouble: 'full' }) : error;
}

/** The constraint that refused a row because its key is there already. */
export function takenKey(error: unknown): string | undefined {
  if (sqlState(error) !== '23505') return undefined;
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  return typeof constraint === 'string' ? constraint : 'a key';
}
