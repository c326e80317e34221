import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { methodOf } from '../../methods/registry.ts';
import type { AskedAction } from '../../network/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { Intent } from '../intents/intent.ts';
import { actionFacts, optionsOf } from './facts.ts';
import { depositsAction, depositsEnd } from './microdeposits.ts';
import { actionTimer, payerTimer } from './timer-kind.ts';
import { paymentActions } from './type.ts';

/** The part of a next action that both kinds of intents have. */
export type PageAction = Stripe.PaymentIntent.NextAction & Stripe.SetupIntent.NextAction;

/** What is asked of a payer, and how the shop's page deals with it. */
export interface Asking {
  readonly asked: AskedAction;
  readonly useStripeSdk: boolean;
}

/**
 * Asks the payer to act: on a page of the network, in the shop's own page by Stripe.js, or by paying what they are
 * shown. Their page is there until the intent moves on or their time is over. Returns its id and the intent's
 * `next_action`.
 */
export function askPayer(
  context: Context,
  intent: Intent,
  method: PaymentMethod,
  asking: Asking,
): { action: string; nextAction: PageAction } {
  const { work, account, caller } = context;
  const { asked } = asking;
  const page = work.insert(paymentActions, {
    id: work.newId(paymentActions.prefix),
    object: 'payment_action',
    intent: intent.id,
    kind: asked.action,
    method: method.type,
  });
  const endsAt = endOf(context, intent, method, asked);
  schedule(context, intent, page.id, { endsAt, asked });
  const at = { id: page.id, url: `${caller.baseUrl}/authorize/${account.id}/${page.id}`, endsAt };
  return { action: page.id, nextAction: nextAction(context, intent, method, { ...asking, at }) };
}

/** Until when the payer can act, in seconds since epoch; null for no end. */
function endOf({ work }: Context, intent: Intent, method: PaymentMethod, { action }: AskedAction): number | null {
  if (action === 'three_d_secure') return null;
  if (action === 'microdeposits') return depositsEnd(work.now);
  const { actionEnds, actionSeconds } = methodOf(method.type);
  const { email } = method.billing_details;
  const ends = actionEnds?.(optionsOf(intent, method.type), { nowSeconds: work.now, email });
  return ends ?? (actionSeconds === null ? null : work.now + actionSeconds);
}

function schedule(
  { work }: Context,
  intent: Intent,
  action: string,
  { endsAt, asked }: { endsAt: number | null; asked: AskedAction },
): void {
  const plan = (kind: string, dueAt: number, payload: object) =>
    work.schedule({ kind, subject: intent.id, dueAt, payload: { action, ...payload } });
  if (endsAt !== null) plan(actionTimer(intent), work.nowMs + Math.max(0, endsAt - work.now) * 1000, {});
  if (asked.payerActs) {
    const { signal, afterSeconds } = asked.payerActs;
    plan(payerTimer(intent), work.nowMs + afterSeconds * 1000, { signal });
  }
}

function nextAction(
  context: Context,
  intent: Intent,
  method: PaymentMethod,
  { asked, useStripeSdk, at }: Asking & { at: { id: string; url: string; endsAt: number | null } },
): PageAction {
  const module = methodOf(method.type);
  const facts = actionFacts(context, intent, method, at);
  if (asked.action === 'microdeposits') return depositsAction(module, facts) as PageAction;
  const own = module.nextAction?.(facts);
  if (own) return own as unknown as PageAction;
  return pageAction(context, facts.url, facts.returnUrl, {
    isChallenge: asked.action === 'three_d_secure',
    useStripeSdk,
  });
}

/** A page of a wallet or bank is always gone to; Stripe.js shows a card's challenge in the shop's own page. */
function pageAction(
  { work }: Context,
  url: string,
  returnUrl: string | null,
  { isChallenge, useStripeSdk }: { isChallenge: boolean; useStripeSdk: boolean },
): PageAction {
  if (returnUrl !== null && (!isChallenge || !useStripeSdk)) {
    return { redirect_to_url: { return_url: returnUrl, url }, type: 'redirect_to_url' };
  }
  const source = work.newId('src');
  const query = `client_secret=src_client_secret_${work.newSecret(24)}&source_redirect_slug=test_${work.newSecret(24)}`;
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { source, stripe_js: `${url}?${query}`, type: 'three_d_secure_redirect' },
  } as PageAction;
}
