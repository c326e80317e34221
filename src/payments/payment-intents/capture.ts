import { unrefunded } from '../../charges/refunds/refundable.ts';
import { release } from '../../charges/refunds/release.ts';
import { settle } from '../../charges/settle.ts';
import { type Charge, charges } from '../../charges/type.ts';
import type { Context } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { ask } from '../../network/outbound-calls/ask.ts';
import { applyCaptureParams, type CaptureParams } from './capture-params.ts';
import { isSplittable, plannedCapture } from './capture-plan.ts';
import { checkState } from './state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

export const capturePaymentIntent = operation(
  'POST /v1/payment_intents/{intent}/capture',
  async (context, params: CaptureParams, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkState(intent, 'capture');
    const charge = await latestCharge(context, intent);
    const plan = plannedCapture(intent, charge, params);
    const changed = await applyCaptureParams(context, intent, charge, params, plan);
    if (plan.isFinal) return finish(context, changed.intent, changed.charge, plan.amount);
    return capturePart(context, changed.intent, changed.charge, plan.amount);
  },
  { lock: 'intent', notYet: ['hooks'] },
);

/** The charge that authorized a PaymentIntent. */
export async function latestCharge({ work }: Context, intent: PaymentIntent): Promise<Charge> {
  const id = intent.latest_charge;
  if (id === null) throw new Error(`${intent.id} has no charge`);
  return work.require(charges, id);
}

/** Captures a part of an authorization; the rest stays authorized. */
async function capturePart(
  context: Context,
  intent: PaymentIntent,
  charge: Charge,
  amount: number,
): Promise<PaymentIntent> {
  const { work } = context;
  const taken = await take(context, charge, amount);
  work.emit('charge.updated', taken, previousAttributes(charge, taken));
  const going = work.save<PaymentIntent>({
    ...intent,
    amount_capturable: intent.amount_capturable - amount,
    amount_received: intent.amount_received + amount,
    internal: { ...intent.internal, captures: (intent.internal.captures ?? 0) + 1 },
  });
  work.emit('payment_intent.amount_capturable_updated', going, previousAttributes(intent, going));
  return going;
}

/**
 * Makes the last capture (perhaps of nothing) and releases the rest. With multicapture each part has its event, and the
 * rest does not count as a refund.
 */
export async function finish(
  context: Context,
  intent: PaymentIntent,
  charge: Charge,
  amount: number,
): Promise<PaymentIntent> {
  const { work } = context;
  const inParts = isSplittable(charge);
  const taken = amount === 0 ? charge : await take(context, charge, amount);
  const done = await releaseRest(context, taken, inParts);
  if (inParts && amount > 0) work.emit('charge.updated', done, previousAttributes(charge, taken));
  work.emit('charge.captured', done, previousAttributes(charge, done));
  await work.cancelTimers(intent.id, 'payment_intent.authorization_expires');
  const paid = work.save<PaymentIntent>({
    ...intent,
    // After an overcapture the captured amount is the payment's amount.
    amount: Math.max(intent.amount, done.amount_captured),
    amount_capturable: 0,
    amount_received: done.amount_captured,
    status: 'succeeded',
  });
  if (inParts) work.emit('payment_intent.amount_capturable_updated', paid, previousAttributes(intent, paid));
  work.emit('payment_intent.succeeded', paid);
  return paid;
}

/** Asks the network for money that was reserved, and books it. */
async function take(context: Context, charge: Charge, amount: number): Promise<Charge> {
  const { work } = context;
  await ask(context, 'capture', charge, {
    authorization: charge.internal.authorization,
    instrument: charge.internal.instrument,
    amount,
    currency: charge.currency,
  });
  const captured = charge.amount_captured + amount;
  const more = { amount: Math.max(charge.amount, captured), amount_captured: captured };
  return settle(context, work.save<Charge>({ ...charge, ...more }), amount);
}

async function releaseRest(context: Context, taken: Charge, inParts: boolean): Promise<Charge> {
  const { work } = context;
  const rest = taken.amount - taken.amount_captured;
  const captured: Charge = { ...taken, captured: true };
  const settled = work.save<Charge>({ ...captured, refunded: captured.refunded || unrefunded(captured) === 0 });
  if (rest === 0) return settled;
  if (!inParts) return release(context, settled, rest);
  await ask(context, 'void', taken, {
    authorization: taken.internal.authorization,
    instrument: taken.internal.instrument,
    amount: rest,
    currency: taken.currency,
  });
  return settled;
}
