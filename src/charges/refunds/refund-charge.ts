import type Stripe from 'stripe';
import { moveCash } from '../../customers/cash-balance/move.ts';
import { isPaidFromCash } from '../../customers/cash-balance/pay.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { methodOf } from '../../methods/registry.ts';
import { ask } from '../../network/outbound-calls/ask.ts';
import type { RefundResult } from '../../network/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { endInquiries } from '../disputes/end.ts';
import { endEarlyFraudWarning } from '../early-fraud-warnings/end.ts';
import { closeReview } from '../reviews/close.ts';
import { givenBack, settledOn } from '../settlement.ts';
import type { Charge } from '../type.ts';
import { type Ending, endLater } from './ending.ts';
import { makeRefund, waitingFor } from './make.ts';
import { unrefunded } from './refundable.ts';
import { returnShares } from './shares.ts';

type RefundOptions = Pick<
  Stripe.RefundCreateParams,
  'instructions_email' | 'metadata' | 'reason' | 'refund_application_fee' | 'reverse_transfer'
>;

/** Refunds a payer. `amount` is in the charge's smallest unit and was checked to be refundable. */
export async function refundCharge(
  context: Context,
  charge: Charge,
  amount: number,
  options: RefundOptions,
): Promise<Stripe.Refund> {
  const { work } = context;
  const { moneyFlow } = methodOf(charge.payment_method_details?.type ?? 'card');
  const { answer } = await ask(context, 'refund', charge, {
    ...(moneyFlow && { moneyFlow }),
    authorization: charge.internal.authorization,
    instrument: charge.internal.instrument,
    amount,
    currency: charge.currency,
  });
  const debited = debitBalance(context, charge, insert(context, charge, amount, { answer, options }));
  const refund = isSharedBack(options) ? await returnShares(context, charge, debited, options) : debited;
  await returnToCashBalance(context, charge, refund);
  const updated = work.save<Charge>({
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: charge.captured && amount === unrefunded(charge),
    ...(options.reason === 'fraudulent' && { fraud_details: { user_report: 'fraudulent' } }),
  });
  work.emit('refund.created', refund);
  work.emit('charge.refunded', updated, {
    amount_refunded: charge.amount_refunded,
    ...(updated.refunded && { refunded: false }),
  });
  if (updated.refunded) await closeInvestigations(context, updated, options.reason);
  settleLater(context, refund, answer);
  return refund;
}

function isSharedBack({ refund_application_fee: fee, reverse_transfer: transfer }: RefundOptions): boolean {
  return fee === true || transfer === true;
}

/** Payments from a cash balance are refunded to it. */
async function returnToCashBalance(context: Context, charge: Charge, refund: Stripe.Refund): Promise<void> {
  if (!isPaidFromCash({ type: (charge.payment_method_details?.type ?? 'card') as PaymentMethod['type'] })) return;
  await moveCash(context, charge.customer ?? '', {
    amount: refund.amount,
    currency: refund.currency,
    type: 'refunded_from_payment',
    refunded_from_payment: { refund: refund.id },
  });
}

function insert(
  context: Context,
  charge: Charge,
  amount: number,
  { answer, options }: { answer: RefundResult; options: RefundOptions },
): Stripe.Refund {
  const fields = {
    amount,
    reason: options.reason ?? null,
    metadata: mergeMetadata({}, options.metadata),
    ...(options.instructions_email !== undefined && { instructions_email: options.instructions_email }),
  };
  switch (answer.outcome) {
    case 'requires_action': {
      const waiting = waitingFor(context, charge, options.instructions_email, answer.expiresAfterSeconds);
      return makeRefund(context, charge, { ...fields, ...waiting, status: 'requires_action' }, 'refund');
    }
    case 'pending':
      return makeRefund(context, charge, { ...fields, status: 'pending', pending_reason: 'processing' }, 'refund');
    default:
      return makeRefund(context, charge, { ...fields, status: 'succeeded' }, 'refund');
  }
}

/** Debits the merchant's balance at once, however long the bank takes. Fees are not returned. */
function debitBalance(context: Context, charge: Charge, refund: Stripe.Refund): Stripe.Refund {
  const { work } = context;
  const { settlement } = charge.internal;
  const isCharge = charge.id.startsWith('ch_');
  const label = charge.description === null ? '' : ` (${charge.description})`;
  const transaction = book(context, {
    type: isCharge ? 'refund' : 'payment_refund',
    reportingCategory: 'refund',
    ...givenBack(settlement, { amount: -refund.amount, currency: charge.currency }),
    fee: 0,
    availableOn: settledOn(settlement, context),
    source: refund.id,
    description: `REFUND FOR ${isCharge ? 'CHARGE' : 'PAYMENT'}${label}`,
  });
  return work.save<Stripe.Refund>({ ...refund, balance_transaction: transaction.id });
}

/** Closes the review, the early fraud warning and inquiries of a fully refunded charge. */
async function closeInvestigations(context: Context, charge: Charge, reason: RefundOptions['reason']): Promise<void> {
  await closeReview(context, idOf(charge.review), reason === 'fraudulent' ? 'refunded_as_fraud' : 'refunded');
  await endEarlyFraudWarning(context, charge);
  if (charge.disputed) await endInquiries(context, charge.id);
}

/** Schedules the refund's later results from the network. */
function settleLater({ work }: Context, refund: Stripe.Refund, answer: RefundResult): void {
  const later = (seconds: number, ending: Ending): void => endLater(work, refund, seconds, ending);
  switch (answer.outcome) {
    case 'succeeded':
      if (answer.reference) later(answer.reference.afterSeconds, { ends: 'referenced', ...answer.reference });
      break;
    case 'pending':
      later(answer.afterSeconds, { ends: answer.ends, ...(answer.reference && { reference: answer.reference }) });
      break;
    case 'succeeded_then_fails':
      later(answer.afterSeconds, { ends: 'failed' });
      break;
    case 'requires_action':
      later(answer.expiresAfterSeconds, { ends: 'expired' });
      break;
  }
}
