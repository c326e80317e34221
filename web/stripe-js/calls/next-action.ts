import type { StripeError } from '@stripe/stripe-js';
import { challenge } from '../../shared/challenge.ts';
import { onHostOf } from '../../shared/web-address.ts';
import type { Page } from '../page.ts';
import { type Intent, type IntentKind, type Outcome, retrieve } from './intent.ts';
import { handlingOf, type NextAction } from './next-actions.ts';

/** Pause between two checks of a payment that the customer approves elsewhere, in milliseconds. */
const POLL_MS = 1_500;
/** Limit of checks for an approval in an app: ten minutes. Banks wait for a minute or two. */
const MAX_POLLS = 400;

/**
 * Handles an intent's `next_action` as the table `NEXT_ACTIONS` describes. Returns the updated intent, which still
 * requires the action if the customer closed its window or pays later, or the error of a failed one. After a redirect
 * the promise never settles.
 */
export async function followNextAction(page: Page, kind: IntentKind, intent: Intent): Promise<Outcome> {
  if (intent.status !== 'requires_action') return { intent };
  const { by, url, app } = handlingOf(intent.next_action as NextAction | null);
  if (by === 'none') return { intent };
  const waiting = waitsFor(page, kind, intent);
  if (by === 'wait') {
    for (let polls = 0; polls < MAX_POLLS && (await waiting()) !== false; polls += 1) await pause();
    return afterAction(page, kind, intent);
  }
  if (url === undefined) return { intent };
  const address = onHostOf(page.origin, url);
  if (by === 'redirect') return goTo(address);
  if (by === 'code' && app !== undefined && isPhone()) return goTo(onHostOf(page.origin, app));
  if (by === 'challenge') await challenge(address, waiting);
  else await challenge(inWindow(address), waiting, POLL_MS);
  return afterAction(page, kind, intent);
}

/** Returns a function that is true while the intent requires its action, and undefined if it cannot be retrieved. */
function waitsFor(page: Page, kind: IntentKind, { client_secret: secret }: Intent): () => Promise<boolean | undefined> {
  return async () => {
    const { intent } = await retrieve(page, kind, secret ?? '', 'handleNextAction');
    return intent && intent.status === 'requires_action';
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

/** The address of a code or voucher as a window over the merchant's page. */
function inWindow(address: string): string {
  const url = new URL(address);
  url.searchParams.set('window', 'true');
  return url.toString();
}

/** True on a phone, which cannot scan a code on its own screen. */
function isPhone(): boolean {
  return /Android|iPhone|iPad|iPod/.test(navigator.userAgent);
}

async function afterAction(page: Page, kind: IntentKind, { client_secret: secret }: Intent): Promise<Outcome> {
  const now = await retrieve(page, kind, secret ?? '', 'handleNextAction');
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
