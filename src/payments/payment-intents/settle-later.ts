import { aftermathOf } from '../../charges/aftermath.ts';
import { outcomeOf, receiptUrl } from '../../charges/make.ts';
import { settle } from '../../charges/settle.ts';
import { type Charge, charges } from '../../charges/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { ApprovedResult, DeclinedResult } from '../../network/type.ts';
import { declineDetail } from '../../payment-methods/card-error.ts';
import { endMandate } from '../../payment-methods/mandates/end.ts';
import { paymentMethods } from '../../payment-methods/type.ts';
import { failed } from './declined.ts';
import { afterAttempt } from './state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

/** The kind of timer for a bank's result of a payment. */
export const SETTLES = 'payment_intent.settles';

/** Applies the bank's result to a processing payment. No effect on other payments. */
export async function settleLater(context: Context, id: string, as: ApprovedResult | DeclinedResult): Promise<void> {
  await context.lock(id);
  const intent = await context.work.get(paymentIntents, id);
  if (intent?.status !== 'processing') return;
  const charge = await context.work.require(charges, intent.latest_charge ?? '');
  if (as.outcome === 'approved') await succeed(context, intent, charge, as);
  else await fail(context, intent, charge, as);
}

async function succeed(context: Context, intent: PaymentIntent, charge: Charge, result: ApprovedResult): Promise<void> {
  const { work } = context;
  const paid = work.save<Charge>({
    ...charge,
    paid: true,
    receipt_url: receiptUrl(context, charge.id),
    status: 'succeeded',
    internal: { ...charge.internal, availableAtOnce: result.availableAtOnce, ...aftermathOf(result.aftermath) },
  });
  const settled = await settle(context, paid);
  work.emit('charge.succeeded', settled);
  const succeeded = work.save<PaymentIntent>({
    ...intent,
    amount_received: intent.amount,
    status: afterAttempt('approved', 'automatic'),
  });
  work.emit('payment_intent.succeeded', succeeded);
}

async function fail(
  context: Context,
  intent: PaymentIntent,
  charge: Charge,
  { decline, risk }: DeclinedResult,
): Promise<void> {
  const { work } = context;
  const failedCharge = work.save<Charge>({
    ...charge,
    amount_captured: 0,
    captured: false,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: outcomeOf(risk, decline),
    status: 'failed',
  });
  work.emit('charge.failed', failedCharge);
  const method = await work.require(paymentMethods, intent.payment_method ?? '');
  await endMandate(context, method, decline.code);
  failed(context, intent, method, { ...declineDetail(decline), charge: charge.id }, charge.id);
}
