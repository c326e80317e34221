import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { StripeError } from '../../kernel/errors.ts';
import type { Signal } from '../../payment-methods/method.ts';
import { methodOf } from '../../payment-methods/registry.ts';
import { attempt } from '../payment-intents/attempt.ts';
import { failed } from '../payment-intents/declined.ts';
import { afterAttempt } from '../payment-intents/state.ts';
import { type PaymentIntent, paymentIntents } from '../payment-intents/type.ts';
import { type PaymentMethod, paymentMethods } from '../payment-methods/type.ts';
import { paymentActions } from './type.ts';

/** Who pays what on a page, and where they go from there. */
export interface PageFacts {
  readonly intent: PaymentIntent;
  readonly kind: 'redirect' | 'three_d_secure';
  readonly method: string;
  /** False once the payer has acted, the time is over or the payment went another way. */
  readonly open: boolean;
}

/** What a payer's page shows; undefined when there is no such page in this world. */
export async function findPage({ work }: Context, action: string): Promise<PageFacts | undefined> {
  const page = await work.get(paymentActions, action);
  const intent = page && (await work.get(paymentIntents, page.intent));
  if (!page || !intent) return undefined;
  const open = intent.status === 'requires_action' && intent.internal.action === action;
  return { intent, kind: page.kind, method: page.method, open };
}

/**
 * The payer has acted on a page, or has not in time. Moves the payment on and returns it; on a page that is no longer
 * open nothing changes. A decline is written like any other and not thrown: there is no call to answer.
 */
export async function act(context: Context, action: string, signal: Signal): Promise<PaymentIntent | undefined> {
  const { work } = context;
  const waiting = await work.get(paymentActions, action);
  if (waiting) await context.exclusive(waiting.intent);
  const page = await findPage(context, action);
  if (!page?.open) return page?.intent;
  const { intent } = page;
  const method = await work.require(paymentMethods, idOf(intent.payment_method) ?? '');
  if (signal !== 'expired') await work.cancelTimers(intent.id, 'payment_intent.action_expires');
  const verdict = methodOf(method.type).next(signal);
  if (verdict.move === 'fail') {
    const { code, declineCode, message } = verdict;
    fail(context, intent, method, { code, message, ...(declineCode && { decline_code: declineCode }) });
  } else if (intent.confirmation_method === 'manual') {
    work.save<PaymentIntent>({
      ...intent,
      next_action: null,
      status: afterAttempt('authenticated', intent.capture_method),
      internal: { ...intent.internal, action: null, authenticated: true },
    });
  } else {
    await attemptWithPayer(context, intent, method);
  }
  return work.get(paymentIntents, intent.id);
}

/** The payment method is let go: a single-use wallet for good, a card that nobody owns as after any attempt. */
function fail(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  detail: { code: string; message: string; decline_code?: string },
): void {
  const spent = context.work.save<PaymentMethod>({ ...method, internal: { ...method.internal, spent: true } });
  failed(context, intent, spent, { type: 'invalid_request_error', ...detail });
}

async function attemptWithPayer(context: Context, intent: PaymentIntent, method: PaymentMethod): Promise<void> {
  try {
    await attempt(context, intent, method, {
      offSession: false,
      errorOnRequiresAction: false,
      useStripeSdk: false,
      action: 'succeeded',
    });
  } catch (error) {
    // Its traces are in the unit of work; the payer reads of it on the merchant's page.
    if (!(error instanceof StripeError && error.keepsWrites)) throw error;
  }
}
