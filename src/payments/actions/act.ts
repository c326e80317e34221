import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Signal } from '../../methods/method.ts';
import { paymentMethods } from '../../payment-methods/type.ts';
import { findIntent, type Intent } from '../intents/intent.ts';
import { payerActed } from '../payment-intents/payer-acted.ts';
import { payerActedOnSetup } from '../setup-intents/payer-acted.ts';
import { actionTimer } from './timer-kind.ts';
import { type PaymentAction, paymentActions } from './type.ts';

/** What a payer's page is for, and where they go from there. */
export interface PageFacts {
  readonly intent: Intent;
  readonly kind: PaymentAction['kind'];
  readonly method: string;
  /** False once the payer has acted, the time is over or the intent went another way. */
  readonly open: boolean;
}

/** What a payer's page shows; undefined when there is no such page in this world. */
export async function findPage(context: Context, action: string): Promise<PageFacts | undefined> {
  const page = await context.work.get(paymentActions, action);
  const intent = page && (await findIntent(context, page.intent));
  if (!page || !intent) return undefined;
  const open = intent.status === 'requires_action' && intent.internal.action === action;
  return { intent, kind: page.kind, method: page.method, open };
}

/**
 * The payer has acted on a page, or has not in time. Moves the intent on and returns it; on a page that is no longer
 * open nothing changes. A decline is written like any other and not thrown: there is no call to answer.
 */
export async function act(context: Context, action: string, signal: Signal): Promise<Intent | undefined> {
  const { work } = context;
  const waiting = await work.get(paymentActions, action);
  if (waiting) await context.lock(waiting.intent);
  const page = await findPage(context, action);
  if (!page?.open) return page?.intent;
  const { intent } = page;
  const method = await work.require(paymentMethods, idOf(intent.payment_method) ?? '');
  if (signal !== 'expired') await work.cancelTimers(intent.id, actionTimer(intent));
  if (intent.object === 'setup_intent') await payerActedOnSetup(context, intent, method, signal);
  else await payerActed(context, intent, method, signal);
  return findIntent(context, intent.id);
}
