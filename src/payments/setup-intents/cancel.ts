import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { checkState } from './state.ts';
import { stopWaiting } from './stop-waiting.ts';
import { type SetupIntent, setupIntents } from './type.ts';

export const cancelSetupIntent = operation(
  'POST /v1/setup_intents/{intent}/cancel',
  async (context, params, path) => {
    const intent = await context.work.require(setupIntents, path.intent);
    checkState(intent, 'cancel');
    return cancel(context, intent, params.cancellation_reason ?? null);
  },
  { lock: 'intent' },
);

/** Cancels a SetupIntent before its setup. It keeps its payment method. */
export async function cancel(
  context: Context,
  intent: SetupIntent,
  reason: Stripe.SetupIntent.CancellationReason | null,
): Promise<SetupIntent> {
  const stopped = await stopWaiting(context, intent);
  const canceled = context.work.save<SetupIntent>({ ...stopped, cancellation_reason: reason, status: 'canceled' });
  context.work.emit('setup_intent.canceled', canceled);
  return canceled;
}
