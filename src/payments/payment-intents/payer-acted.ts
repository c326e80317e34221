import type { Context } from '../../kernel/context.ts';
import type { Signal } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { unlessDeclined } from '../intents/unless-declined.ts';
import { attempt } from './attempt.ts';
import { failed } from './declined.ts';
import { afterAttempt } from './state.ts';
import type { PaymentIntent } from './type.ts';

/** Moves a payment on whose payer has approved it or not, or has not in time. */
export async function payerActed(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  signal: Signal,
): Promise<void> {
  const verdict = methodOf(method.type).next(signal);
  if (verdict.move === 'fail') {
    const { code, declineCode, message } = verdict;
    fail(context, intent, method, { code, message, ...(declineCode && { decline_code: declineCode }) });
  } else if (intent.confirmation_method === 'manual') {
    context.work.save<PaymentIntent>({
      ...intent,
      next_action: null,
      status: afterAttempt('authenticated', intent.capture_method),
      internal: { ...intent.internal, action: null, authenticated: true },
    });
  } else {
    await unlessDeclined(() =>
      attempt(context, intent, method, {
        offSession: false,
        errorOnRequiresAction: false,
        useStripeSdk: false,
        action: 'succeeded',
      }),
    );
  }
}

/** The payment ends because of what its payer has told or has not. */
export function endForPayer(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  detail: { code: string; message: string },
): void {
  fail(context, intent, method, detail);
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
