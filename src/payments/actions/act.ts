import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Signal } from '../../methods/method.ts';
import { paymentMethods } from '../../payment-methods/type.ts';
import { putOnClockOf } from '../../test-clocks/put-on-clock.ts';
import { findIntent, type Intent } from '../intents/intent.ts';
import { type PaymentAction, paymentActions } from '../next-actions/type.ts';
import { payerActed } from '../payment-intents/payer-acted.ts';
import { payerActedOnSetup } from '../setup-intents/payer-acted.ts';

/** A payer's page and the intent it is for. */
export interface PageFacts {
  readonly intent: Intent;
  readonly kind: PaymentAction['kind'];
  readonly method: string;
  /** The name of the merchant. */
  readonly merchant: string;
  /** False once the payer has acted, the time is over or the intent went another way. */
  readonly open: boolean;
}

/** Puts a page's decision on the clock of its intent. Comes before the decision reads the time. */
export async function putOnClockOfPage(context: Context, action: string): Promise<void> {
  const page = await context.work.get(paymentActions, action);
  if (page) await putOnClockOf(context.work, [page.intent]);
}

/** Returns a payer's page; undefined if there is none with this id in this world. */
export async function findPage(context: Context, action: string): Promise<PageFacts | undefined> {
  const page = await context.work.get(paymentActions, action);
  const intent = page && (await findIntent(context, page.intent));
  if (!page || !intent) return undefined;
  const open = intent.status === 'requires_action' && intent.internal.action === action;
  const { account } = await asMerchant(context, idOf(intent.on_behalf_of));
  return { intent, kind: page.kind, method: page.method, merchant: account.displayName, open };
}

/**
 * Applies the payer's action on a page, or its timeout, and returns the updated intent. On a page that is no longer open
 * nothing changes. A decline is written and not thrown: there is no caller to answer.
 */
export async function act(context: Context, action: string, signal: Signal): Promise<Intent | undefined> {
  const { work } = context;
  const waiting = await work.get(paymentActions, action);
  await putOnClockOfPage(context, action);
  if (waiting) await context.lock(waiting.intent);
  const page = await findPage(context, action);
  if (!page?.open) return page?.intent;
  const { intent } = page;
  const method = await work.require(paymentMethods, intent.payment_method ?? '');
  if (intent.object === 'setup_intent') await payerActedOnSetup(context, intent, method, signal);
  else await payerActed(context, intent, method, signal);
  return findIntent(context, intent.id);
}
