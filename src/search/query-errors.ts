import { invalidRequest, type StripeError } from '../kernel/errors.ts';

/** 400: the query is not written in the search language. `at` is the place of the reason, from 0. */
export function unparsable(reason: string, at: number): StripeError {
  return invalidRequest(
    `We were unable to parse your search query: ${reason} at character ${at + 1}. Try using the format ` +
      '`metadata["key"]:"value"` to query for metadata or key:"value" to query for other fields.',
    { param: 'query' },
  );
}

/** 400: the query can be read, but not answered. */
export function unanswerable(message: string): StripeError {
  return invalidRequest(message, { param: 'query' });
}
