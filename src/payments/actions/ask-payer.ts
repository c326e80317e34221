import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { methodOf } from '../../payment-methods/registry.ts';
import type { Intent } from '../intents/type.ts';
import { actionTimer } from './timer-kind.ts';
import { type PaymentAction, paymentActions } from './type.ts';

/** The part of a next action that both kinds of intents have. */
export type PageAction = Stripe.PaymentIntent.NextAction & Stripe.SetupIntent.NextAction;

/**
 * Sends the payer to a page of the network: a redirect when there is somewhere to come back to, else what Stripe.js
 * handles in the page. The page is there until the intent moves on or the method's time is over. Returns its id and
 * the intent's `next_action`.
 */
export function askPayer(
  context: Context,
  intent: Intent,
  ask: {
    /** The payment method's type. */
    readonly method: string;
    readonly kind: PaymentAction['kind'];
    readonly useStripeSdk: boolean;
  },
): { action: string; nextAction: PageAction } {
  const { work, account, caller } = context;
  const page = work.insert(paymentActions, {
    id: work.newId(paymentActions.prefix),
    object: 'payment_action',
    intent: intent.id,
    kind: ask.kind,
    method: ask.method,
  });
  const { actionSeconds } = methodOf(ask.method);
  if (actionSeconds !== null) {
    work.schedule({
      kind: actionTimer(intent),
      subject: intent.id,
      dueAt: work.nowMs + actionSeconds * 1000,
      payload: { action: page.id },
    });
  }
  const url = `${caller.baseUrl}/authorize/${account.id}/${page.id}`;
  return { action: page.id, nextAction: nextAction(context, url, intent.internal.returnUrl, ask) };
}

/** A page of a wallet or bank is always gone to; Stripe.js shows a card's challenge in the shop's own page. */
function nextAction(
  { work }: Context,
  url: string,
  returnUrl: string | null,
  { kind, useStripeSdk }: { kind: PaymentAction['kind']; useStripeSdk: boolean },
): PageAction {
  if (returnUrl !== null && (kind === 'redirect' || !useStripeSdk)) {
    return { redirect_to_url: { return_url: returnUrl, url }, type: 'redirect_to_url' };
  }
  const source = work.newId('src');
  const query = `client_secret=src_client_secret_${work.newSecret(24)}&source_redirect_slug=test_${work.newSecret(24)}`;
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { source, stripe_js: `${url}?${query}`, type: 'three_d_secure_redirect' },
  } as PageAction;
}
