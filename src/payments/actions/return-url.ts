import type { PaymentIntent } from '../payment-intents/type.ts';

/** What a payer brings back of a payment. */
export function redirectStatus(intent: PaymentIntent): 'succeeded' | 'failed' | 'pending' {
  switch (intent.status) {
    case 'succeeded':
    case 'requires_capture':
    case 'requires_confirmation':
      return 'succeeded';
    case 'processing':
    case 'requires_action':
      return 'pending';
    default:
      return 'failed';
  }
}

/** Where the payer goes back to: the merchant's return_url with Stripe's three parameters; null when there is none. */
export function returnUrl(intent: PaymentIntent): string | null {
  if (intent.internal.returnUrl === null) return null;
  const url = new URL(intent.internal.returnUrl);
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '');
  url.searchParams.set('redirect_status', redirectStatus(intent));
  return url.toString();
}
