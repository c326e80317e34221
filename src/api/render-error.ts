import { docUrl, type ErrorDetail, StripeError } from '../kernel/errors.ts';
import { UnavailableError } from '../kernel/storage.ts';
import { withoutSecrets } from './without-secrets.ts';

/** The `error` hash of an answer, its keys in Stripe's (alphabetical) order. What it quotes of the request is safe. */
export function errorObject(detail: ErrorDetail): Record<string, unknown> {
  const fields: Record<string, unknown> = {
    ...detail,
    message: withoutSecrets(detail.message),
    ...(detail.param && { param: withoutSecrets(detail.param) }),
    ...(detail.code && { doc_url: docUrl(detail.code) }),
  };
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a caller is told of an error that is not theirs. The cause goes to the log, never to the caller. */
export function internalError(): StripeError {
  return new StripeError(500, {
    type: 'api_error',
    message:
      'Something went wrong inside Florin. The server log has the cause under this request id; please try again.',
  });
}

/** What a caller is told of anything that was thrown. */
export function refusalOf(error: unknown): StripeError {
  if (error instanceof StripeError) return error;
  return error instanceof UnavailableError ? unavailable() : internalError();
}

/** 503: the database is away. Whether a change was kept is known once it is back: the same Idempotency-Key asks for it. */
function unavailable(): StripeError {
  return new StripeError(503, {
    type: 'api_error',
    message:
      'The database of this Florin does not answer. Try again in a moment, a change with the same Idempotency-Key.',
  });
}

/** 503: this process was told to leave requests to others. */
export function worksInTheBackground(): StripeError {
  return new StripeError(503, {
    type: 'api_error',
    message:
      'This Florin only does what falls due (--role worker). Send requests to one that was started with --role api or all.',
  });
}

/** 404: no operation of the API has this method and path. */
export function unknownUrl(method: string, path: string): StripeError {
  return new StripeError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). Check the method and the path against https://docs.stripe.com/api.`,
  });
}

/** 501: an official operation that Florin does not have yet. */
export function notBuilt(operation: string): StripeError {
  return new StripeError(501, {
    type: 'api_error',
    message: `Florin does not have the operation ${operation} yet. Nothing was done. README.md lists what works.`,
  });
}
