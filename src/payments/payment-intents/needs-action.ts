import type { Context } from '../../kernel/context.ts';
import type { Confirmed } from '../intents/intent.ts';
import { type ActionRequest, askPayer } from '../next-actions/ask-payer.ts';
import type { Payment } from './ask-network.ts';
import type { PaymentIntent } from './type.ts';

/** The payment waits until its customer has acted. */
export function needsAction(context: Context, payment: Payment, request: ActionRequest): Confirmed<PaymentIntent> {
  const { work } = context;
  const actionIntent = askPayer(context, payment, request);
  const intent = work.save<PaymentIntent>({
    ...actionIntent,
    last_payment_error: null,
    latest_charge: null,
    internal: { ...actionIntent.internal, attempts: (actionIntent.internal.attempts ?? 0) + 1 },
  });
  work.emit('payment_intent.requires_action', intent);
  return { intent, decline: null };
}
