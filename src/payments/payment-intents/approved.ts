import { settle } from '../../charges/settle.ts';
import type { Context } from '../../kernel/context.ts';
import type { ApprovedResult } from '../../network/type.ts';
import type { Confirmed } from '../intents/intent.ts';
import type { Answer, Payment } from './ask-network.ts';
import { recordCharge } from './record-charge.ts';
import { afterAttempt, attemptEnded } from './state.ts';
import type { PaymentIntent } from './type.ts';

/** The payment was authorized or captured. */
export async function approved(
  context: Context,
  payment: Payment,
  answer: Answer<ApprovedResult>,
): Promise<Confirmed<PaymentIntent>> {
  const { work } = context;
  const { intent, method, terms } = payment;
  const isReserved = terms.capture === 'manual';
  const charge = await recordCharge(context, payment, answer);
  // With `automatic` the response shows the balance transaction; with `automatic_async` it is created afterwards.
  work.emit('charge.succeeded', terms.capture === 'automatic' ? await settle(context, charge) : charge);
  const paid = work.save<PaymentIntent>({
    ...intent,
    amount_capturable: isReserved ? intent.amount : 0,
    amount_received: isReserved ? 0 : intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    processing: null,
    ...(charge.review !== null && { review: charge.review }),
    status: afterAttempt('approved', terms.capture),
    internal: { ...attemptEnded(intent.internal), authorization: answer.id },
  });
  if (isReserved) {
    work.emit('payment_intent.amount_capturable_updated', paid);
    work.schedule({
      kind: 'payment_intent.authorization_expires',
      subject: paid.id,
      dueAt: work.nowMs + answer.authorization.holdsSeconds * 1000,
    });
  } else {
    work.emit('payment_intent.succeeded', paid);
  }
  if (terms.capture === 'automatic_async') {
    context.afterRender(async () => {
      const settled = await settle(context, charge);
      work.emit('charge.updated', settled, {
        ...(settled.application_fee !== null && { application_fee: null }),
        balance_transaction: null,
        ...(settled.transfer !== undefined && { transfer: null }),
      });
    });
  }
  return { intent: paid, decline: null };
}
