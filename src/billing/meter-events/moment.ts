import { invalidRequest } from '../../kernel/errors.ts';
import { momentOf } from '../../shared/calendar.ts';

/** Reads the timestamp of an event of version 2 of the API, as seconds since epoch. */
export function readMoment(text: string | undefined, param = 'timestamp'): number | undefined {
  if (text === undefined) return undefined;
  const moment = momentOf(text);
  if (moment !== undefined) return moment;
  throw invalidRequest(`'${text}' is not a moment. Write it as 2026-01-31T12:00:00Z.`, { param });
}
