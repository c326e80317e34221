import type { StripeError } from '@stripe/stripe-js';
import { misuse } from '../../shared/misuse.ts';
import { goTo } from '../calls/next-action.ts';
import type { Page } from '../page.ts';

/**
 * `redirectToCheckout` of older trains: navigates to the page of a session. Creating a session in the browser from
 * `lineItems` was removed from the API, and is refused.
 */
export async function redirectToCheckout(
  page: Page,
  options: { sessionId?: unknown },
): Promise<{ error: StripeError }> {
  const { sessionId } = options ?? {};
  if (sessionId === undefined) {
    throw misuse(
      'stripe.redirectToCheckout() needs a sessionId. Create the Checkout Session on your server: Florin does not create sessions from lineItems in the browser.',
    );
  }
  if (typeof sessionId !== 'string' || !/^cs_\w+$/.test(sessionId)) {
    throw misuse('The sessionId given to stripe.redirectToCheckout() is not the id of a Checkout Session (cs_…).');
  }
  return goTo(`${page.origin}/c/pay/${sessionId}`);
}
