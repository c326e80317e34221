import type { Intent } from '../intents/intent.ts';

/** The payer's result of an action on a payment or setup. */
function redirectStatus(intent: Intent): 'succeeded' | 'failed' | 'pending' {
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

/** Returns the merchant's return_url with Stripe's three parameters, or null without one. */
export function returnUrl(intent: Intent): string | null {
  if (intent.internal.returnUrl === null) return null;
  const url = new URL(intent.internal.returnUrl);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '');
  url.searchParams.set('redirect_status', redirectStatus(intent));
  return url.toString();
}
