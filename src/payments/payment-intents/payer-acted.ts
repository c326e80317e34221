import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import type { Signal } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { paymentTerms } from '../intents/terms.ts';
import { actionTimer } from '../next-actions/timer-kind.ts';
import { attempt } from './attempt.ts';
import { failed } from './declined.ts';
import { afterAttempt } from './state.ts';
import type { PaymentIntent } from './type.ts';

/**
 * Continues a payment whose customer has approved it or not, or has not in time. A decline is written like any other;
 * there is no caller to answer.
 */
export async function payerActed(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  signal: Signal,
): Promise<void> {
  const { work } = context;
  const verdict = methodOf(method.type).next(signal);
  if (signal !== 'expired') await work.cancelTimers(intent.id, actionTimer(intent));
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
    const { account: merchant } = await asMerchant(context, intent.on_behalf_of);
    await attempt(
      context,
      { intent, method, terms: paymentTerms(intent, method), merchant },
      { offSession: false, errorOnRequiresAction: false, useStripeSdk: false, action: 'succeeded' },
    );
  }
}

/** Fails a payment whose microdeposits cannot be verified any more. */
export async function depositsFailed(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  detail: { code: string; message: string },
): Promise<void> {
  await context.work.cancelTimers(intent.id, actionTimer(intent));
  fail(context, intent, method, detail);
}

/** The payment method is spent: a single-use wallet for good, a card without a customer as after any attempt. */
function fail(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  detail: { code: string; message: string; decline_code?: string },
): void {
  const spent = context.work.save<PaymentMethod>({ ...method, internal: { ...method.internal, spent: true } });
  failed(context, intent, spent, { type: 'invalid_request_error', ...detail });
}
