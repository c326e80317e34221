import type { Context } from '../../kernel/context.ts';
import { formatAmount } from '../../kernel/currencies.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { refuseUnsupported } from '../../kernel/unsupported.ts';
import { networkPort } from '../../network/ports.ts';
import { methodOf } from '../../payment-methods/registry.ts';
import { settle } from '../charges/settle.ts';
import { type Charge, charges } from '../charges/type.ts';
import { release } from '../refunds/release.ts';
import { checkState } from './check-state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

export const capturePaymentIntent = operation(
  'POST /v1/payment_intents/{intent}/capture',
  async (context, params, path) => {
    await context.exclusive(path.intent);
    const intent = await context.work.require(paymentIntents, path.intent);
    refuseUnsupported(params, [
      'amount_details',
      'application_fee_amount',
      'hooks',
      'payment_details',
      'statement_descriptor',
      'statement_descriptor_suffix',
      'transfer_data',
    ]);
    checkState(intent, 'capture');
    if (params.final_capture === false) {
      throw invalidRequest('This payment cannot be captured in several steps; leave final_capture out.', {
        param: 'final_capture',
      });
    }
    const amount = params.amount_to_capture ?? intent.amount_capturable;
    const charge = await latestCharge(context, intent);
    checkCapturable(intent, charge, amount);
    const told = { ...intent, metadata: mergeMetadata(intent.metadata, params.metadata) };
    return capture(context, told, charge, amount);
  },
);

/** The charge that authorized a PaymentIntent. */
export async function latestCharge({ work }: Context, intent: PaymentIntent): Promise<Charge> {
  const id = idOf(intent.latest_charge);
  if (id === null) throw new Error(`${intent.id} has no charge`);
  return work.require(charges, id);
}

function checkCapturable(intent: PaymentIntent, charge: Charge, amount: number): void {
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount_to_capture',
    });
  }
  if (amount > intent.amount_capturable) {
    throw invalidRequest(
      `The amount_to_capture (${formatAmount(amount, intent.currency)}) is greater than what can be captured of this PaymentIntent (${formatAmount(intent.amount_capturable, intent.currency)}).`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    );
  }
  const type = charge.payment_method_details?.type ?? 'card';
  if (amount < intent.amount_capturable && !methodOf(type).capture.partial) {
    throw invalidRequest(
      `Payments with ${methodOf(type).label} can only be captured in full (${formatAmount(intent.amount_capturable, intent.currency)}).`,
      { param: 'amount_to_capture' },
    );
  }
}

/** Takes the money that was reserved. What is left of the authorization goes back to the payer. */
async function capture(
  context: Context,
  intent: PaymentIntent,
  charge: Charge,
  amount: number,
): Promise<PaymentIntent> {
  const { work, use } = context;
  await use(networkPort).capture({
    attempt: `${work.origin.cause}:capture`,
    authorization: charge.internal.authorization,
    instrument: charge.internal.instrument,
    amount,
    currency: charge.currency,
  });
  const taken = settle(context, work.save<Charge>({ ...charge, amount_captured: amount, captured: true }));
  if (amount < charge.amount) await release(context, taken, charge.amount - amount);
  work.emit('charge.captured', taken);
  await work.cancelTimers(intent.id, 'payment_intent.authorization_expires');
  const paid = work.save<PaymentIntent>({
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    status: 'succeeded',
  });
  work.emit('payment_intent.succeeded', paid);
  return paid;
}
