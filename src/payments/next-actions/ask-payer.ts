import type Stripe from 'stripe';
import { uncovered } from '../../customers/cash-balance/pay.ts';
import type { AccountSettings, Context } from '../../kernel/context.ts';
import type { ActionFacts } from '../../methods/method.ts';
import { qrPng } from '../../methods/qr-code.ts';
import { digitsOf } from '../../methods/references.ts';
import { methodOf } from '../../methods/registry.ts';
import type { AskedAction } from '../../network/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { Intent } from '../intents/intent.ts';
import type { Terms } from '../intents/terms.ts';
import { depositsAction, depositsEnd } from './microdeposits.ts';
import { actionTimer, payerTimer } from './timer-kind.ts';
import { paymentActions } from './type.ts';

/** The part of a next action that both kinds of intents have. */
type PageAction = Stripe.PaymentIntent.NextAction & Stripe.SetupIntent.NextAction;

/** The action that the network requires, and the way the merchant's page handles it. */
export interface ActionRequest {
  readonly asked: AskedAction;
  readonly useStripeSdk: boolean;
}

/** An intent that is attempted with a payment method. */
interface Attempted<T extends Intent> {
  readonly intent: T;
  readonly method: PaymentMethod;
  readonly terms: Terms;
  /** The settings of the account that it is made on behalf of, or of the one that is paid. */
  readonly merchant: AccountSettings;
}

/** The page where a payer acts; `endsAt` is in seconds since epoch, null for no end. */
interface Page {
  readonly id: string;
  readonly url: string;
  readonly endsAt: number | null;
}

/**
 * Requires an action of the customer: on a page of the network, in the merchant's page by Stripe.js, or by paying as
 * instructed. The page is open until the intent changes or expires. Returns the waiting intent, not saved.
 */
export function askPayer<T extends Intent>(context: Context, attempted: Attempted<T>, request: ActionRequest): T {
  const { work, account, caller } = context;
  const { intent, method } = attempted;
  const { asked } = request;
  const { id } = work.insert(paymentActions, {
    id: work.newId(paymentActions.prefix),
    object: 'payment_action',
    intent: intent.id,
    kind: asked.action,
    method: method.type,
  });
  const page = {
    id,
    url: `${caller.baseUrl}/authorize/${account.id}/${id}`,
    endsAt: endOf(context, attempted, asked),
  };
  schedule(context, intent, page, asked);
  return {
    ...intent,
    next_action: nextAction(context, attempted, request, page),
    payment_method: method.id,
    status: 'requires_action',
    internal: { ...intent.internal, action: id },
  };
}

/** The end of the payer's time to act, in seconds since epoch; null for no end. */
function endOf({ work }: Context, { method, terms }: Attempted<Intent>, { action }: AskedAction): number | null {
  if (action === 'three_d_secure') return null;
  if (action === 'microdeposits') return depositsEnd(work.now);
  const { actionEnds, actionSeconds } = methodOf(method.type);
  const { email } = method.billing_details;
  const ends = actionEnds?.(terms.options, { nowSeconds: work.now, email });
  return ends ?? (actionSeconds === null ? null : work.now + actionSeconds);
}

function schedule({ work }: Context, intent: Intent, { id: action, endsAt }: Page, { payerActs }: AskedAction): void {
  if (endsAt !== null) {
    const dueAt = work.nowMs + Math.max(0, endsAt - work.now) * 1000;
    work.schedule({ kind: actionTimer(intent), subject: intent.id, dueAt, payload: { action } });
  }
  if (payerActs) {
    const dueAt = work.nowMs + payerActs.afterSeconds * 1000;
    const payload = { action, signal: payerActs.signal };
    work.schedule({ kind: payerTimer(intent), subject: intent.id, dueAt, payload });
  }
}

function nextAction(
  context: Context,
  attempted: Attempted<Intent>,
  { asked, useStripeSdk }: ActionRequest,
  page: Page,
): PageAction {
  const module = methodOf(attempted.method.type);
  const facts = actionFacts(context, attempted, page);
  // A module's own next action is one of those that the API names for its type.
  if (asked.action === 'microdeposits') return depositsAction(module, facts);
  const own = module.nextAction?.(facts);
  if (own) return own;
  const isChallenge = asked.action === 'three_d_secure';
  return pageAction(context, facts.url, facts.returnUrl, { isChallenge, useStripeSdk });
}

function actionFacts(
  { work }: Context,
  { intent, method, terms, merchant }: Attempted<Intent>,
  page: Page,
): ActionFacts {
  return {
    url: page.url,
    returnUrl: intent.internal.returnUrl,
    price: intent.object === 'payment_intent' ? { amount: uncovered(intent), currency: intent.currency } : null,
    options: terms.options,
    method,
    merchant: merchant.displayName,
    nowSeconds: work.now,
    endsAt: page.endsAt,
    imageUrl: (format) => `${page.url}/code.${format}`,
    imageData: () => `data:image/png;base64,${qrPng(page.url).toString('base64')}`,
    customerDigits: (length, of) => digitsOf(`${of} ${intent.customer ?? page.id}`, length),
    digits: (length, of = '') => digitsOf(`${of} ${page.id}`, length),
  };
}

/** A wallet or bank is always redirected to; Stripe.js shows a card's challenge in the merchant's own page. */
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
  };
}
