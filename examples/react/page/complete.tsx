import type { PaymentIntent, Stripe } from '@stripe/stripe-js';
import { useEffect, useState } from 'react';

type Status = PaymentIntent.Status | 'unknown';

/** Messages by status. Other statuses are not final yet. */
const MESSAGES: Readonly<Partial<Record<Status, { title: string; text: string; next?: string }>>> = {
  succeeded: { title: 'Thank you', text: 'Your order is paid.' },
  processing: { title: 'Nearly there', text: 'Your payment is on its way. You can close this page.' },
  requires_action: { title: 'Not approved yet', text: 'The payment waits for you.', next: 'Go on' },
  requires_payment_method: { title: 'Not paid', text: 'The payment did not go through.', next: 'Try again' },
};
const UNKNOWN = { title: 'Not known', text: 'The payment cannot be looked at now. Reload this page in a moment.' };

/** The return page: shows the payment's status. */
export function Complete({ stripe, order }: { stripe: Promise<Stripe | null>; order: string }) {
  const [status, setStatus] = useState<Status>();
  useEffect(() => {
    void statusOf(stripe).then(setStatus);
  }, [stripe]);
  if (status === undefined) return <h1>Looking at your payment…</h1>;
  const { title, text, next } = { next: undefined, ...(MESSAGES[status] ?? UNKNOWN) };
  return (
    <div aria-live="polite">
      <h1>{title}</h1>
      <p>{text}</p>
      {next !== undefined && (
        <a className="button" href={`/orders/${order}`}>
          {next}
        </a>
      )}
    </div>
  );
}

async function statusOf(stripe: Promise<Stripe | null>): Promise<Status> {
  const secret = new URLSearchParams(location.search).get('payment_intent_client_secret');
  const answer = secret === null ? undefined : await (await stripe)?.retrievePaymentIntent(secret);
  return answer?.paymentIntent?.status ?? 'unknown';
}
