import { returnUrl } from '../../payments/actions/return-url.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';

/** What came of a payment that no longer waits on a page; `moved_on` when this page has no part in it any more. */
export type Outcome = 'approved' | 'failed' | 'expired' | 'canceled' | 'moved_on';

/** What to tell the payer of a payment that a page was for. */
export function outcomeOf(intent: PaymentIntent): Outcome {
  switch (intent.status) {
    case 'succeeded':
    case 'requires_capture':
    case 'processing':
      return 'approved';
    case 'requires_confirmation':
      return intent.internal.authenticated ? 'approved' : 'moved_on';
    case 'canceled':
      return 'canceled';
    case 'requires_payment_method':
      if (!intent.last_payment_error) return 'moved_on';
      return intent.last_payment_error.code === 'payment_intent_payment_attempt_expired' ? 'expired' : 'failed';
    default:
      return 'moved_on';
  }
}

/** Where the payer is sent after acting: to the merchant; null when they stay and read what came of it. */
export function wayBack(intent: PaymentIntent): string | null {
  const outcome = outcomeOf(intent);
  return outcome === 'approved' || outcome === 'failed' ? returnUrl(intent) : null;
}
