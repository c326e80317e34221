import type { CheckoutSession } from './type.ts';

/** Stands in a merchant's address for the session's id: https://docs.stripe.com/payments/checkout/custom-success-page */
const TEMPLATE = /\{CHECKOUT_SESSION_ID\}|%7BCHECKOUT_SESSION_ID%7D/gi;

/** A merchant's address as payers are sent to it. */
export function withSessionId(url: string, id: string): string {
  return url.replaceAll(TEMPLATE, id);
}

/** Where a payer goes when the session is complete; null when they stay on the page that holds it. */
export function afterUrl(session: CheckoutSession): string | null {
  const url = session.internal.returnUrl ?? session.success_url ?? session.return_url;
  return url ? withSessionId(url, session.id) : null;
}

/** The page of a hosted session. */
export function pageUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/c/pay/${id}`;
}

/** Where payers come back to from a bank or a wallet; from there they go on to the merchant, or to the page again. */
export function returnUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/c/return/${id}`;
}
