import { StripeError } from '../kernel/errors.ts';
import { isOwnOrigin } from '../kernel/own-origin.ts';

/** A header that no form can send, and that no page of another origin may send: its preflight is not answered. */
const OWN_HEADER = 'florin-dashboard';

/** Returns the error of a call that a page of another site may have caused; undefined for the dashboard's own. */
export function refuseForeign(headers: Headers, baseUrl: string): StripeError | undefined {
  const site = headers.get('sec-fetch-site');
  const isForeign = !isOwn(headers, baseUrl) || (site !== null && site !== 'same-origin');
  if (isForeign || headers.get(OWN_HEADER) !== '1') return foreignCall();
  return undefined;
}

/** True if the browser names no origin, or this Florin's. */
function isOwn(headers: Headers, baseUrl: string): boolean {
  const origin = headers.get('origin');
  return origin === null || isOwnOrigin(origin, baseUrl, headers.get('host') ?? undefined);
}

function foreignCall(): StripeError {
  return new StripeError(403, {
    type: 'invalid_request_error',
    message:
      'Only pages of the dashboard may call this. Send a secret key as `Authorization: Bearer sk_test_…` to call it from a program.',
  });
}

/** 401: there is no session, or it does not have the world. The same for both, so that nothing is revealed. */
export function notLoggedIn(): StripeError {
  return new StripeError(401, {
    type: 'invalid_request_error',
    message: 'You are not logged in to this account. Log in at /dashboard/login with its secret key.',
  });
}

/** 403: the key is not a secret key of this account. */
export function wrongKey(): StripeError {
  return new StripeError(403, {
    type: 'invalid_request_error',
    message: 'This key does not open this account. Send a secret key of the account.',
  });
}
