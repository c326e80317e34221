import { type ErrorDetail, StripeError } from '../kernel/errors.ts';
import type { Decline } from '../network/type.ts';

/** The card error of a decline: 402. `keepsWrites` is for payments, whose failed charge and events stay. */
export function cardError(decline: Decline, fields: Partial<ErrorDetail> = {}, keepsWrites = false): StripeError {
  return new StripeError(
    402,
    { ...declineDetail(decline), ...fields, ...(decline.param && { param: decline.param }) },
    { keepsWrites },
  );
}

/** A decline in the words of Stripe's error object. */
export function declineDetail(decline: Decline): ErrorDetail {
  return {
    type: 'card_error',
    code: decline.code,
    message: decline.message,
    ...(decline.declineCode && { decline_code: decline.declineCode }),
    ...(decline.param && { param: decline.param }),
    ...(decline.adviceCode && { advice_code: decline.adviceCode }),
    ...(decline.networkDeclineCode && { network_decline_code: decline.networkDeclineCode }),
  };
}
