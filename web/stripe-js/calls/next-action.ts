import type { StripeError } from '@stripe/stripe-js';
import { challenge } from '../../shared/challenge.ts';
import type { Page } from '../page.ts';
import { type Intent, type IntentKind, type Outcome, retrieve } from './intent.ts';

/** A `next_action` as Florin sends it. */
interface NextAction {
  readonly type: string;
  readonly redirect_to_url?: { readonly url: string | null };
  readonly use_stripe_sdk?: { readonly type?: string; readonly stripe_js?: string };
}

/**
 * Handles an intent's `next_action`: shows a challenge in an overlay, or navigates to a redirect (the promise then
 * never settles). Returns the updated intent, or the error of a failed authentication.
 */
export async function followNextAction(page: Page, kind: IntentKind, intent: Intent): Promise<Outcome> {
  if (intent.status !== 'requires_action') return { intent };
  const next = intent.next_action as NextAction | null;
  const stay = next?.use_stripe_sdk?.stripe_js;
  const leave = next?.redirect_to_url?.url;
  if (stay) {
    const clientSecret = intent.client_secret ?? '';
    await challenge(stay, async () => {
      const now = await retrieve(page, kind, clientSecret, 'handleNextAction');
      return now.intent?.status === 'requires_action';
    });
    return afterAction(page, kind, clientSecret);
  }
  if (leave) return goTo(leave);
  // Vouchers and similar methods need no action in the page; their details are in next_action.
  return { intent };
}

async function afterAction(page: Page, kind: IntentKind, clientSecret: string): Promise<Outcome> {
  const now = await retrieve(page, kind, clientSecret, 'handleNextAction');
  if (now.error) return now;
  const { intent } = now;
  if (intent.status !== 'requires_payment_method') return now;
  const failed = (
    'last_payment_error' in intent ? intent.last_payment_error : intent.last_setup_error
  ) as StripeError | null;
  return failed ? { error: { ...failed, [kind.name]: intent } } : now;
}

/** Navigates to another page. The promise never settles, because this page is about to be unloaded. */
export function goTo(url: string): Promise<never> {
  location.assign(url);
  return new Promise(() => undefined);
}
