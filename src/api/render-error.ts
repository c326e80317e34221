import { StripeError } from '../kernel/errors.ts';
import { type Trouble, UnavailableError } from '../kernel/storage.ts';
import { UnknownOutcomeError } from '../network/network.ts';

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
  if (error instanceof UnknownOutcomeError) return networkSilent();
  return error instanceof UnavailableError ? unavailable(error.trouble) : internalError();
}

/** What callers are told while nothing can be kept, and whether a change may have been kept all the same. */
const UNAVAILABLE: Readonly<Record<Trouble, string>> = {
  unreachable:
    'The database of this Florin does not answer. Try again in a moment, a change with the same Idempotency-Key.',
  full: 'The disk of this Florin is full, so nothing was changed. Try again once there is room on it.',
  unwritable: 'The disk of this Florin cannot be written, so nothing was changed. Try again once it can be.',
  failed:
    'The disk of this Florin failed. Try again once it has been restarted, a change with the same Idempotency-Key: only then is it known whether it was kept.',
};

/** 503: nothing can be kept at present. */
function unavailable(trouble: Trouble): StripeError {
  return new StripeError(503, { type: 'api_error', message: UNAVAILABLE[trouble] });
}

/** 503: the network did not say what it did. It is told to take that back, unless the same key asks for it first. */
function networkSilent(): StripeError {
  return new StripeError(503, {
    type: 'api_error',
    message:
      'The payment network did not say whether it did what it was asked, so it is told to take it back. Try again in a moment, with the same Idempotency-Key.',
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
