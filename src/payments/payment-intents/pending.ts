import type { Context } from '../../kernel/context.ts';
import type { PendingResult } from '../../network/type.ts';
import type { Confirmed } from '../intents/intent.ts';
import type { Answer, Payment } from './ask-network.ts';
import { recordCharge } from './record-charge.ts';
import { SETTLES } from './settle-later.ts';
import { afterAttempt, attemptEnded } from './state.ts';
import type { PaymentIntent } from './type.ts';

/** The money is on its way; a bank confirms later whether it arrives. */
export async function pending(
  context: Context,
  payment: Payment,
  answer: Answer<PendingResult>,
): Promise<Confirmed<PaymentIntent>> {
  const { work } = context;
  const { intent, method } = payment;
  const charge = await recordCharge(context, payment, answer);
  work.emit('charge.pending', charge);
  const processing = work.save<PaymentIntent>({
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: afterAttempt('pending', intent.capture_method),
    internal: { ...attemptEnded(intent.internal), authorization: answer.id },
  });
  work.emit('payment_intent.processing', processing);
  const { settles } = answer.result;
  if (settles) {
    const dueAt = work.nowMs + settles.afterSeconds * 1000;
    work.schedule({ kind: SETTLES, subject: intent.id, dueAt, payload: { as: settles.as } });
  }
  return { intent: processing, decline: null };
}
