import { docUrl, type ErrorDetail, StripeError } from '../kernel/errors.ts';
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
