import { Elements } from '@stripe/react-stripe-js';
import type { Stripe } from '@stripe/stripe-js';
import { useEffect, useState } from 'react';
import { completeUrl } from './complete-url.ts';
import { PaymentForm } from './payment-form.tsx';

/** The shop's colour. */
const APPEARANCE = { variables: { colorPrimary: '#1f5fbf' } };

/** The page of an order: loads the client secret of its payment and shows the form, unless it is paid. */
export function Order({ stripe, order }: { stripe: Promise<Stripe | null>; order: string }) {
  const [clientSecret, setClientSecret] = useState<string>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    open(stripe, order).then(setClientSecret, (error: Error) => setProblem(error.message));
  }, [stripe, order]);
  return (
    <>
      <h1>Your order</h1>
      <dl className="order">
        <dt>Canvas bag</dt>
        <dd>49.00 kr.</dd>
      </dl>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {clientSecret !== undefined && (
        <Elements stripe={stripe} options={{ clientSecret, appearance: APPEARANCE }}>
          <PaymentForm order={order} />
        </Elements>
      )}
    </>
  );
}

/** Returns the client secret of an order's payment. Redirects to the return page if it is paid. */
async function open(stripe: Promise<Stripe | null>, order: string): Promise<string> {
  const clientSecret = await secretOf(order);
  const answer = await (await stripe)?.retrievePaymentIntent(clientSecret);
  if (answer?.paymentIntent?.status === 'succeeded') location.replace(completeUrl(order, clientSecret));
  return clientSecret;
}

async function secretOf(order: string): Promise<string> {
  const response = await fetch('/create-payment-intent', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order }),
  }).catch(() => {
    throw new Error('The shop cannot be reached. Please reload the page.');
  });
  const { clientSecret, error } = (await response.json()) as { clientSecret?: string; error?: string };
  if (clientSecret === undefined)
    throw new Error(error ?? 'The response of the shop was invalid. Please reload the page.');
  return clientSecret;
}
