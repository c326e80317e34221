import type Stripe from 'stripe';
import { refundCharge } from '../../charges/refunds/refund-charge.ts';
import {
  checkCurrency,
  checkNotChargedBack,
  checkRefundable,
  checkStillRefundable,
  unrefunded,
} from '../../charges/refunds/refundable.ts';
import { release } from '../../charges/refunds/release.ts';
import { checkTransferred } from '../../charges/refunds/shares.ts';
import { refunds } from '../../charges/refunds/type.ts';
import { type Charge, charges } from '../../charges/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { cancel } from '../payment-intents/cancel.ts';
import { paymentIntents } from '../payment-intents/type.ts';

export const createRefund = operation(
  'POST /v1/refunds',
  async (context, params) => {
    const charge = await refundedCharge(context, params);
    if (idOf(charge.source_transfer) !== null) throw fromTransfer(charge);
    checkCurrency(charge, params.currency);
    if (!charge.captured && charge.amount_captured === 0) return releaseAuthorization(context, charge, params);
    await checkNotChargedBack(context, charge);
    checkStillRefundable(charge, context.work.now);
    const amount = params.amount ?? unrefunded(charge);
    checkRefundable(charge, amount);
    if (params.reverse_transfer) checkTransferred(charge);
    return refundCharge(context, charge, amount, params);
  },
  {
    lock: async (context, params) => [await refundedIntent(context, params)],
    notYet: ['customer', 'origin'],
  },
);

function fromTransfer({ id, source_transfer: transfer }: Charge): Error {
  return invalidRequest(
    `Charge ${id} was created by a transfer (${idOf(transfer)}), so it cannot be refunded. Reverse the transfer instead.`,
    { param: 'charge' },
  );
}

/** The PaymentIntent, or else the charge, to lock. */
async function refundedIntent({ work }: Context, params: Stripe.RefundCreateParams): Promise<string> {
  if (params.payment_intent !== undefined) return params.payment_intent;
  const charge = params.charge === undefined ? undefined : await work.peek(charges, params.charge);
  return idOf(charge?.payment_intent) ?? params.charge ?? '';
}

/** The charge that a refund names, itself or through its PaymentIntent. */
async function refundedCharge({ work }: Context, params: Stripe.RefundCreateParams): Promise<Charge> {
  if (params.charge !== undefined && params.payment_intent === undefined)
    return work.require(charges, params.charge, 'charge');
  if (params.payment_intent === undefined) {
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.');
  }
  const intent = await work.require(paymentIntents, params.payment_intent, 'payment_intent');
  const id = intent.latest_charge;
  const charge = id === null ? undefined : await work.get(charges, id);
  if (!charge || charge.status === 'failed') {
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    });
  }
  if (params.charge !== undefined && params.charge !== charge.id) {
    throw invalidRequest(`The charge ${params.charge} does not belong to the PaymentIntent ${intent.id}.`, {
      param: 'charge',
    });
  }
  return charge;
}

/** Refunding an authorization releases it and cancels the payment. */
async function releaseAuthorization(
  context: Context,
  charge: Charge,
  { amount, metadata, reason }: Stripe.RefundCreateParams,
): Promise<Stripe.Refund> {
  const { work } = context;
  if (charge.status === 'failed') {
    throw invalidRequest(`Charge ${charge.id} failed, so there is nothing to refund.`, {
      code: 'charge_not_refundable',
    });
  }
  const id = charge.payment_intent;
  const intent = id === null ? undefined : await work.get(paymentIntents, id);
  const reserved = intent ? intent.status === 'requires_capture' : !charge.refunded;
  if (charge.status !== 'succeeded' || !reserved) {
    throw invalidRequest(`Charge ${charge.id} has no funds to refund.`, { code: 'charge_already_refunded' });
  }
  if (amount !== undefined && amount !== charge.amount) {
    throw invalidRequest('A charge that was not captured can only be refunded in full.', { param: 'amount' });
  }
  if (intent) await cancel(context, intent, null);
  else work.emit('charge.refunded', await release(context, charge, charge.amount));
  const [refund] = await work.list(refunds, { by: `charge/${charge.id}`, limit: 1 });
  if (!refund) throw new Error(`${charge.id} was released without a refund`);
  return work.save<Stripe.Refund>({ ...refund, metadata: mergeMetadata({}, metadata), reason: reason ?? null });
}
