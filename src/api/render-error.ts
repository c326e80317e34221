import { StripeError } from '../kernel/errors.ts';
import { type Trouble, UnavailableError } from '../kernel/storage.ts';
import { UnknownOutcomeError } from '../network/network.ts';

/** 500: an error of Florin's own. Its cause is logged, and never sent to the caller. */
function internalError(): StripeError {
  return new StripeError(500, {
    type: 'api_error',
    message: 'An internal error occurred in Florin. Retry, or find the cause in the server log under this request id.',
  });
}

/** The refusal to send for anything that was thrown. */
export function refusalOf(error: unknown): StripeError {
  if (error instanceof StripeError) return error;
  if (error instanceof UnknownOutcomeError) return networkSilent();
  return error instanceof UnavailableError ? unavailable(error.trouble) : internalError();
}

/** The messages of storage outages. They differ in whether a change may have been stored. */
const UNAVAILABLE: Readonly<Record<Trouble, string>> = {
  unreachable:
    'The database of Florin does not respond. Retry in a moment; retry changes with the same Idempotency-Key.',
  full: 'The disk of Florin is full, so nothing was changed. Retry once space has been freed.',
  unwritable: 'Florin cannot write to its disk, so nothing was changed. Retry once the disk is writable.',
  failed:
    'The disk of Florin failed, so it is unknown if the request was saved. Retry with the same Idempotency-Key after Florin has been restarted.',
  removed: "Florin's data folder was removed, so nothing is written. Retry once it was restored.",
};

/** 503: the storage cannot be written. */
function unavailable(trouble: Trouble): StripeError {
  return new StripeError(503, { type: 'api_error', message: UNAVAILABLE[trouble] });
}

/** 503: the network's result is unknown. It is reversed, unless a retry with the same key comes first. */
function networkSilent(): StripeError {
  return new StripeError(503, {
    type: 'api_error',
    message:
      'The payment network did not confirm the result, so the operation is being reversed. Retry with the same Idempotency-Key.',
  });
}

/** 503: this process only runs timers. */
export function notServingRequests(): StripeError {
  return new StripeError(503, {
    type: 'api_error',
    message:
      'This server does not handle requests (--role worker). Send them to a server that was started with --role api or all.',
  });
}

/** 404: no operation of the API has this method and path. */
export function unknownUrl(method: string, path: string): StripeError {
  return new StripeError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). Check the method and the path against https://docs.stripe.com/api.`,
  });
}

/** 501: an official operation that is not built yet. */
export function notBuilt(operation: string): StripeError {
  return new StripeError(501, {
    type: 'api_error',
    message: `Florin does not support the operation ${operation} yet. Nothing was done. See README.md for supported operations.`,
  });
}
