import type { StripeError } from '@stripe/stripe-js';
import type { PaymentPage } from '../../src/shared/payment-page-view.ts';
import { connectionError } from './call-api.ts';

/** What following a payment takes: a look at the page as it is now, and the ways to where its payer has to act. */
export interface Following {
  /** Undefined when nobody answers. */
  look(): Promise<PaymentPage | undefined>;
  /** Shows a bank's challenge until it is over; `goesOn` says whether there is still anything to wait for. */
  challenge(url: string, goesOn: () => Promise<boolean>): Promise<void>;
  leave(url: string): Promise<never>;
}

/** How often a payment that is being processed is looked at, and how long to wait in between. */
const LOOKS = 30;
const LOOK_AGAIN_MS = 1_000;

/**
 * Follows the payment of a session until it is done, refused, or its payer has left for where they approve it. Answers
 * why it was refused; undefined when it was not, and `api_connection_error` when that is not known.
 */
export async function followPayment(from: PaymentPage, following: Following): Promise<StripeError | undefined> {
  let now: PaymentPage | undefined = from;
  for (let looks = 0; looks < LOOKS && now; looks += 1) {
    if (now.status !== 'open') return undefined;
    const { payment }: PaymentPage = now;
    if (payment?.challenge_url) await following.challenge(payment.challenge_url, waits(payment.challenge_url));
    else if (payment?.redirect_url) await following.leave(payment.redirect_url);
    else if (payment?.status === 'processing') await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    else return refusalOf(now);
    now = await following.look();
  }
  return connectionError();

  function waits(url: string): () => Promise<boolean> {
    return async () => (await following.look())?.payment?.challenge_url === url;
  }
}

/** Whether there is more to a session than to ask its payer for a payment method. */
export function isUnderWay({ status, payment }: PaymentPage): boolean {
  if (status !== 'open') return true;
  return Boolean(payment?.challenge_url ?? payment?.redirect_url) || payment?.status === 'processing';
}

/** Why the last attempt was refused. */
export function refusalOf({ payment }: PaymentPage): StripeError | undefined {
  if (!payment?.error) return undefined;
  const { code, decline_code: declineCode, message } = payment.error;
  return { type: 'card_error', message, ...(code && { code }), ...(declineCode && { decline_code: declineCode }) };
}
