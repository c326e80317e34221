import type { StripeCheckoutSession, StripeError } from '@stripe/stripe-js';

/** The result of an action: the updated session, or an error. */
export type Result =
  | { readonly type: 'success'; readonly session: StripeCheckoutSession }
  | { readonly type: 'error'; readonly error: ActionError };

interface ActionError {
  readonly message: string;
  readonly code: string | null;
  readonly paymentFailed?: { readonly declineCode: string | null };
}

export function failed(message: string, code: string | null = null): Result {
  return { type: 'error', error: { message, code } };
}

/** Codes of the API that have another name in Stripe.js. */
const CODES: Readonly<Record<string, string>> = {
  promotion_code_invalid: 'invalidCode',
  promotion_code_amount_insufficient: 'promotionCodeAmountInsufficient',
  email_invalid: 'invalidEmail',
  tax_id_invalid: 'invalidTaxId',
};

/** Converts an error of the API. */
export function refused(error: StripeError): Result {
  const { message = 'Something went wrong. Please try again.', type, code } = error;
  if (type !== 'card_error') return failed(message, CODES[code ?? ''] ?? null);
  const paymentFailed = { declineCode: error.decline_code ?? null };
  return { type: 'error', error: { message, code: 'paymentFailed', paymentFailed } };
}
