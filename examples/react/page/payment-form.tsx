import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { type FormEvent, useState } from 'react';
import { completeUrl } from './complete-url.ts';

/** The Payment Element and its button. */
export function PaymentForm({ order }: { order: string }) {
  const stripe = useStripe();
  const elements = useElements();
  const [ready, setReady] = useState(false);
  const [paying, setPaying] = useState(false);
  const [problem, setProblem] = useState('');

  async function pay(event: FormEvent) {
    event.preventDefault();
    if (!stripe || !elements || paying) return;
    setPaying(true);
    setProblem('');
    // Only returns with an error; otherwise the browser is navigating to MobilePay or the return page.
    const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: completeUrl(order) } });
    const { payment_intent: intent } = error;
    if (intent?.status === 'succeeded') {
      // Already paid in another tab, or before an answer was lost.
      location.assign(completeUrl(order, intent.client_secret ?? ''));
      return;
    }
    setProblem(error.message ?? 'The payment did not go through. Please try again.');
    setPaying(false);
  }

  return (
    <form onSubmit={pay} aria-busy={paying}>
      <div className="element">
        <PaymentElement
          onReady={() => setReady(true)}
          onLoadError={({ error }) => setProblem(error.message ?? 'Payments cannot be taken now.')}
        />
      </div>
      <p role="alert">{problem}</p>
      <button type="submit" disabled={!ready || paying}>
        {paying ? 'Paying…' : 'Pay 49.00 kr.'}
      </button>
    </form>
  );
}
