import { type ErrorDetail, type Refusal, StripeError } from '../kernel/errors.ts';
import type { Decline } from '../network/type.ts';

/** The card error of a decline that leaves nothing behind: 402. */
export function cardError(decline: Decline, fields: Partial<ErrorDetail> = {}): StripeError {
  return new StripeError(402, { ...declineDetail(decline), ...fields, ...(decline.param && { param: decline.param }) });
}

/** The card error of a decline whose charge or payment stays. */
export function cardRefusal(decline: Decline, fields: Partial<ErrorDetail>): Refusal {
  return { status: 402, detail: { ...declineDetail(decline), ...fields } };
}

/** The fields of Stripe's error object for a decline. */
export function declineDetail(decline: Decline): ErrorDetail {
  return {
    type: 'card_error',
    code: decline.code,
    message: decline.message,
    ...(decline.declineCode && { decline_code: decline.declineCode }),
    ...(decline.param && { param: decline.param }),
    ...(decline.adviceCode && { advice_code: decline.adviceCode }),
    ...(decline.networkDeclineCode && { network_decline_code: decline.networkDeclineCode }),
    ...(decline.networkAdviceCode && { network_advice_code: decline.networkAdviceCode }),
  };
}
