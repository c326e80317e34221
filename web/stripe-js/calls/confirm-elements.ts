import type { StripeError } from '@stripe/stripe-js';
import { misuse } from '../../shared/misuse.ts';
import type { Params } from '../../shared/protocol.ts';
import type { ElementControl } from '../elements/element.ts';
import { type GroupControl, groupOf } from '../elements/group.ts';
import type { Page } from '../page.ts';
import { collectorOf, send } from './entered.ts';
import { asOutcome, type Intent, type IntentKind, type IntentResult, idOf } from './intent.ts';
import { followNextAction, goTo } from './next-action.ts';

/** Parameters of `stripe.confirmPayment` and `stripe.confirmSetup`. */
export interface ConfirmOptions {
  readonly elements?: unknown;
  readonly clientSecret?: string;
  readonly confirmParams?: Params;
  readonly redirect?: 'always' | 'if_required';
}

export async function confirmWithElements<Result extends IntentResult>(
  page: Page,
  kind: IntentKind<Result>,
  options: ConfirmOptions,
  call: 'confirmPayment' | 'confirmSetup',
): Promise<Result> {
  const { redirect = 'always', confirmParams = {} } = options;
  const group = groupOf(options.elements);
  const clientSecret = secretOf(options, group, call);
  const id = idOf(kind, clientSecret, call);
  const returnUrl = confirmParams.return_url;
  if (redirect === 'always' && typeof returnUrl !== 'string') {
    throw misuse(
      `stripe.${call}() needs confirmParams.return_url, the address the customer returns to, or redirect: 'if_required'.`,
    );
  }
  const named = confirmParams.payment_method !== undefined || confirmParams.confirmation_token !== undefined;
  const element = named || !group ? undefined : collectorOf(group, call);
  if (element) {
    const wrong = await notSubmitted(group, element, call);
    if (wrong) return kind.result({ error: wrong });
  }
  const path = `${kind.path}/${id}/confirm`;
  const params = { ...confirmParams, client_secret: clientSecret, use_stripe_sdk: true };
  const sent = asOutcome(await send(page, { element, group }, { path, params, place: 'payment_method_data' }));
  const outcome = sent.error ? sent : await followNextAction(page, kind, sent.intent);
  if (outcome.error || redirect === 'if_required') return kind.result(outcome);
  return goTo(addressAfter(kind, String(returnUrl), outcome.intent));
}

/** Elements with a mode must be submitted before; elements with a client secret are validated here. */
async function notSubmitted(
  group: GroupControl | undefined,
  element: ElementControl,
  call: string,
): Promise<StripeError | undefined> {
  if (group?.submitted()) return undefined;
  if (group?.purpose().mode !== undefined) {
    throw misuse(
      `elements.submit() must be called before stripe.${call}(), and awaited, as soon as the customer submits the form.`,
    );
  }
  const answer = await (group ? group.group.submit() : element.ask({ what: 'validate' }));
  return answer.error;
}

function secretOf({ clientSecret }: ConfirmOptions, group: GroupControl | undefined, call: string): string {
  const found = clientSecret ?? group?.purpose().clientSecret;
  if (found !== undefined) return found;
  throw misuse(`stripe.${call}() needs a clientSecret. Pass it, or create the elements with one.`);
}

/** Returns the return address with the parameters that Stripe.js adds. */
function addressAfter(kind: IntentKind, returnUrl: string, intent: Intent): string {
  const url = new URL(returnUrl, location.href);
  url.searchParams.set(kind.name, intent.id);
  url.searchParams.set(`${kind.name}_client_secret`, intent.client_secret ?? '');
  url.searchParams.set('redirect_status', REDIRECT_STATUS[intent.status]);
  return url.toString();
}

/** The `redirect_status` of an intent. `pending` still requires an action of the customer, such as paying a voucher. */
const REDIRECT_STATUS: Readonly<Record<Intent['status'], 'succeeded' | 'processing' | 'pending' | 'failed'>> = {
  succeeded: 'succeeded',
  requires_capture: 'succeeded',
  // The payment is authenticated; the merchant's server confirms it.
  requires_confirmation: 'succeeded',
  processing: 'processing',
  requires_action: 'pending',
  requires_payment_method: 'failed',
  canceled: 'failed',
};
