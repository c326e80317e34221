import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { formatAmount } from '../../kernel/currencies.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { refuseUnsupported } from '../../kernel/unsupported.ts';
import { availableOn } from '../../ledger/availability.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { networkPort } from '../../network/ports.ts';
import { type Charge, charges } from '../charges/type.ts';
import { cancel } from '../payment-intents/cancel.ts';
import { paymentIntents } from '../payment-intents/type.ts';
import { makeRefund } from './make.ts';
import { refunds } from './type.ts';

export const createRefund = operation('POST /v1/refunds', async (context, params) => {
  refuseUnsupported(params, ['customer', 'origin', 'refund_application_fee', 'reverse_transfer']);
  await context.exclusive(await refundedIntent(context, params));
  const charge = await refundedCharge(context, params);
  checkCurrency(charge, params.currency);
  if (!charge.captured) return releaseAuthorization(context, charge, params);
  const left = charge.amount_captured - refundedOfCaptured(charge);
  const amount = params.amount ?? left;
  checkRefundable(charge, amount, left);
  return refund(context, charge, amount, params);
});

/** The PaymentIntent, or else the charge, that no other decision may work on meanwhile. */
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
  const id = idOf(intent.latest_charge);
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

/** Charges are refunded in their own currency; naming another one is a mistake. */
function checkCurrency(charge: Charge, currency: string | undefined): void {
  if (currency === undefined || currency.toLowerCase() === charge.currency) return;
  throw invalidRequest(
    `Charge ${charge.id} was made in ${charge.currency}, so it cannot be refunded in another currency.`,
    {
      param: 'currency',
    },
  );
}

/** What of the captured amount has gone back; what was never captured was released, not refunded. */
function refundedOfCaptured(charge: Charge): number {
  return charge.amount_refunded - (charge.amount - charge.amount_captured);
}

function checkRefundable(charge: Charge, amount: number, left: number): void {
  if (charge.status !== 'succeeded') {
    throw invalidRequest(`Charge ${charge.id} has not succeeded, so there is nothing to refund.`, { param: 'charge' });
  }
  if (charge.refunded || left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${formatAmount(amount, charge.currency)}) is greater than unrefunded amount on charge (${formatAmount(left, charge.currency)})`,
      { param: 'amount' },
    );
  }
}

/** Refunding what was only authorized lets it go and ends the payment. */
async function releaseAuthorization(
  context: Context,
  charge: Charge,
  { amount, metadata, reason }: Stripe.RefundCreateParams,
): Promise<Stripe.Refund> {
  const { work } = context;
  const id = idOf(charge.payment_intent);
  const intent = id === null ? undefined : await work.get(paymentIntents, id);
  if (charge.status !== 'succeeded' || intent?.status !== 'requires_capture') {
    throw invalidRequest(`Charge ${charge.id} has no funds to refund.`, { code: 'charge_already_refunded' });
  }
  if (amount !== undefined && amount !== charge.amount) {
    throw invalidRequest('A charge that was not captured can only be refunded in full.', { param: 'amount' });
  }
  await cancel(context, intent, null);
  const [refund] = await work.list(refunds, { by: `charge/${charge.id}`, limit: 1 });
  if (!refund) throw new Error(`${charge.id} was released without a refund`);
  return work.save<Stripe.Refund>({ ...refund, metadata: mergeMetadata({}, metadata), reason: reason ?? null });
}

async function refund(
  context: Context,
  charge: Charge,
  amount: number,
  params: Stripe.RefundCreateParams,
): Promise<Stripe.Refund> {
  const { work, use } = context;
  const answer = await use(networkPort).refund({
    attempt: `${work.origin.cause}:refund`,
    authorization: charge.internal.authorization,
    instrument: charge.internal.instrument,
    amount,
    currency: charge.currency,
  });
  const made = makeRefund(
    context,
    charge,
    {
      amount,
      reason: params.reason ?? null,
      status: answer.outcome === 'pending' ? 'pending' : 'succeeded',
      metadata: mergeMetadata({}, params.metadata),
      ...(params.instructions_email !== undefined && { instructions_email: params.instructions_email }),
    },
    'refund',
  );
  const isCharge = charge.id.startsWith('ch_');
  const label = charge.description === null ? '' : ` (${charge.description})`;
  const transaction = book(context, {
    type: isCharge ? 'refund' : 'payment_refund',
    reportingCategory: 'refund',
    amount: -amount,
    currency: charge.currency,
    fee: 0,
    availableOn: availableOn(work.now, context.account.country),
    source: made.id,
    description: `REFUND FOR ${isCharge ? 'CHARGE' : 'PAYMENT'}${label}`,
  });
  const booked = work.save<Stripe.Refund>({ ...made, balance_transaction: transaction.id });
  const amountRefunded = charge.amount_refunded + amount;
  const updated = work.save<Charge>({
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount,
    ...(params.reason === 'fraudulent' && { fraud_details: { user_report: 'fraudulent' } }),
  });
  work.emit('refund.created', booked);
  work.emit('charge.refunded', updated, {
    amount_refunded: charge.amount_refunded,
    ...(updated.refunded && { refunded: false }),
  });
  if (answer.outcome !== 'succeeded') {
    work.schedule({
      kind: 'refund.settles',
      subject: made.id,
      dueAt: work.nowMs + answer.afterSeconds * 1000,
      payload: { ends: answer.outcome === 'pending' ? answer.ends : 'failed' },
    });
  }
  return booked;
}
