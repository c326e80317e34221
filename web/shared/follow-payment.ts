import type { StripeError } from '@stripe/stripe-js';
import type { PaymentPage } from '../../src/shared/payment-page-view.ts';
import { connectionError } from './call-api.ts';

/** The dependencies of following a payment. */
export interface Following {
  /** Returns the page's current state, or undefined without a response. */
  reload(): Promise<PaymentPage | undefined>;
  /** Shows a bank's challenge until it is closed; `stillWaits` checks whether the payment still waits for it. */
  challenge(url: string, stillWaits: () => Promise<boolean>): Promise<void>;
  leave(url: string): Promise<never>;
}

/** Limit of polls for a payment that is processing or approved in an app, and the pause between them. */
const MAX_POLLS = 90;
const POLL_PAUSE_MS = 1_000;

/**
 * Follows a session's payment until it is done or refused, or the customer has left to approve it. Returns the refusal,
 * if any, and `api_connection_error` if the outcome is unknown.
 */
export async function followPayment(from: PaymentPage, following: Following): Promise<StripeError | undefined> {
  let now: PaymentPage | undefined = from;
  for (let polls = 0; polls < MAX_POLLS && now; polls += 1) {
    if (now.status !== 'open') return undefined;
    const { payment }: PaymentPage = now;
    if (payment?.challenge_url) await following.challenge(payment.challenge_url, stillWaits(payment.challenge_url));
    else if (payment?.redirect_url) await following.leave(payment.redirect_url);
    else if (payment?.status === 'processing' || payment?.approved_elsewhere)
      await new Promise((resolve) => setTimeout(resolve, POLL_PAUSE_MS));
    else return refusalOf(now);
    now = await following.reload();
  }
  return connectionError();

  function stillWaits(url: string): () => Promise<boolean> {
    return async () => (await following.reload())?.payment?.challenge_url === url;
  }
}

/** True if the session already has a payment in progress, or is no longer open. */
export function isUnderWay({ status, payment }: PaymentPage): boolean {
  if (status !== 'open') return true;
  return (
    Boolean(payment?.challenge_url ?? payment?.redirect_url) ||
    Boolean(payment?.approved_elsewhere) ||
    payment?.status === 'processing'
  );
}

/** Returns the error of the last attempt. */
export function refusalOf({ payment }: PaymentPage): StripeError | undefined {
  if (!payment?.error) return undefined;
  const { code, decline_code: declineCode, message } = payment.error;
  return { type: 'card_error', message, ...(code && { code }), ...(declineCode && { decline_code: declineCode }) };
}
