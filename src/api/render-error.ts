import { StripeError } from '../kernel/errors.ts';
import { type Trouble, UnavailableError } from '../kernel/storage.ts';
import { UnknownOutcomeError } from '../network/network.ts';

/** 500: an error of Florin's own. Its cause is logged, and never sent to the caller. */
function internalError(): StripeError {
  return new StripeError(500, {
    type: 'api_error',
    message:
      'Something went wrong inside Florin. The server log has the cause under this request id; please try again.',
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
    'The database of this Florin does not answer. Try again in a moment, a change with the same Idempotency-Key.',
  full: 'The disk of this Florin is full, so nothing was changed. Try again once there is room on it.',
  unwritable: 'The disk of this Florin cannot be written, so nothing was changed. Try again once it can be.',
  failed:
    'The disk of this Florin failed. Try again once it has been restarted, a change with the same Idempotency-Key: only then is it known whether it was kept.',
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

/** 501: an official operation that is not built yet. */
export function notBuilt(operation: string): StripeError {
  return new StripeError(501, {
    type: 'api_error',
    message: `Florin does not have the operation ${operation} yet. Nothing was done. README.md lists what works.`,
  });
}
