import { returnUrl } from '../../payments/actions/return-url.ts';
import type { Intent } from '../../payments/intents/intent.ts';

/** The result of a page's action; `moved_on` if the intent no longer depends on it. */
export type Outcome = 'approved' | 'failed' | 'expired' | 'canceled' | 'moved_on';

/** The error codes of expired actions. */
const EXPIRED: readonly (string | undefined)[] = [
  'payment_intent_payment_attempt_expired',
  'setup_intent_setup_attempt_expired',
];

/** The result to show of an intent that no longer waits on its page. */
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

/** The merchant's address to redirect the payer to after acting; null if they stay and read the result. */
export function returnLink(intent: Intent): string | null {
  const outcome = outcomeOf(intent);
  return outcome === 'approved' || outcome === 'failed' ? returnUrl(intent) : null;
}
