import type { Writable } from 'node:stream';
import { cutText } from '../../kernel/cut-text.ts';
import type { ObservedRequest, Observer } from '../../kernel/observer.ts';
import { UnavailableError } from '../../kernel/storage.ts';

/** Bytes buffered for a slow reader; further lines are dropped and counted. */
const MOST_WAITING_BYTES = 4_194_304;

/** The longest text of an error, in characters: it may quote what a caller sent. */
const LONGEST_ERROR = 16_384;

/** A line a request, and a line for everything that failed. */
export interface Log {
  readonly observer: Observer;
  /** A line for an error that is Florin's own fault. */
  report(error: unknown, doing: string): void;
  /** Writes the buffered lines. */
  flush(): void;
}

/**
 * Writes log lines as JSON or text. The lines of one turn of the event loop are written together, which saves system
 * calls. A request line contains only the fields of `ObservedRequest`. Lines that cannot be written (full disk, closed
 * reader) are dropped and counted; payments continue.
 */
export function createLog(form: 'json' | 'text', out: Writable, now: () => number): Log {
  let gathered = '';
  let lines = 0;
  let leftOut = 0;
  /** A write has failed, perhaps within a line. */
  let torn = false;

  // Write errors are counted at the write; without a listener the process would exit.
  out.on('error', () => {
    torn = true;
  });

  function flush(): void {
    let count = lines;
    if (leftOut > 0 && out.writableLength < MOST_WAITING_BYTES) {
      gathered += line({ level: 'warn', msg: 'log lines were dropped', lines: leftOut });
      count += leftOut;
      leftOut = 0;
    }
    if (gathered === '') return;
    out.write(torn ? `\n${gathered}` : gathered, (error) => {
      if (error) leftOut += count;
    });
    torn = false;
    gathered = '';
    lines = 0;
  }

  function line(fields: Readonly<Record<string, unknown>>): string {
    const time = new Date(now()).toISOString();
    if (form === 'json') return `${JSON.stringify({ time, ...fields })}\n`;
    const { level: _, ...rest } = fields;
    return `${time} ${Object.values(rest)
      .filter((value) => value !== null && value !== false)
      .join(' ')}\n`;
  }

  function add(fields: Readonly<Record<string, unknown>>): void {
    if (out.writableLength + gathered.length > MOST_WAITING_BYTES) {
      leftOut++;
      return;
    }
    if (gathered === '') setImmediate(flush);
    gathered += line(fields);
    lines++;
  }

  return {
    observer: { request: (request) => add(fieldsOf(request)) },
    report(error, doing) {
      // Outages repeat and their stack traces add nothing; log the message only.
      const hasPlace = error instanceof Error && !(error instanceof UnavailableError);
      const text = cutText(hasPlace ? (error.stack ?? error.message) : String(error), LONGEST_ERROR);
      add({ level: 'error', msg: `${doing} failed`, error: form === 'json' ? text : `\n${text}` });
    },
    flush,
  };
}

function fieldsOf(request: ObservedRequest): Readonly<Record<string, unknown>> {
  const { id, method, path, status, ms, key, world, replayed, errorType, errorCode, declineCode } = request;
  return {
    level: status >= 500 && status !== 501 ? 'error' : 'info',
    request_id: id,
    method,
    path,
    status,
    ms: Math.round(ms * 100) / 100,
    key,
    world,
    ...(replayed && { replayed }),
    ...(errorType !== null && { error_type: errorType }),
    ...(errorCode !== null && { error_code: errorCode }),
    ...(declineCode !== null && { decline_code: declineCode }),
  };
}
