import { returnUrl } from '../../payments/actions/return-url.ts';
import type { Intent } from '../../payments/intents/intent.ts';

/** What came of an intent that no longer waits on a page; `moved_on` when this page has no part in it any more. */
export type Outcome = 'approved' | 'failed' | 'expired' | 'canceled' | 'moved_on';

/** The codes of errors that say that the payer's time was over. */
const EXPIRED: readonly (string | undefined)[] = [
  'payment_intent_payment_attempt_expired',
  'setup_intent_setup_attempt_expired',
];

/** What to tell the payer of what a page was for. */
export function outcomeOf(intent: Intent): Outcome {
  switch (intent.status) {
    case 'succeeded':
    case 'requires_capture':
    case 'processing':
      return 'approved';
    case 'requires_confirmation':
      return 'authenticated' in intent.internal && intent.internal.authenticated ? 'approved' : 'moved_on';
    case 'canceled':
      return 'canceled';
    case 'requires_payment_method': {
      const error = intent.object === 'setup_intent' ? intent.last_setup_error : intent.last_payment_error;
      if (!error) return 'moved_on';
      return EXPIRED.includes(error.code) ? 'expired' : 'failed';
    }
    default:
      return 'moved_on';
  }
}

/** Where the payer is sent after acting: to the merchant; null when they stay and read what came of it. */
export function wayBack(intent: Intent): string | null {
  const outcome = outcomeOf(intent);
  return outcome === 'approved' || outcome === 'failed' ? returnUrl(intent) : null;
}
