import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { disputeFee } from '../../ledger/fees.ts';
import { feeTablePort } from '../../ledger/ports.ts';
import { atPaymentRate, countryOf, settledOn } from '../settlement.ts';
import type { Dispute } from './type.ts';

/** Withdraws the disputed amount and a fee, which is not returned. */
export function withdraw(context: Context, dispute: Dispute): Dispute {
  const transaction = adjust(context, dispute, {
    reportingCategory: 'dispute',
    amount: -dispute.amount,
    fee: feeOf(context, dispute, 'dispute'),
    description: `Chargeback withdrawal for ${dispute.charge}`,
  });
  return context.work.save<Dispute>({
    ...dispute,
    // The single transaction of older versions is still sent.
    ...{ balance_transaction: transaction.id },
    balance_transactions: [...dispute.balance_transactions, transaction],
    is_charge_refundable: false,
  });
}

/** The bank gives the disputed amount back, and the network its own fee if it took one. */
export function reinstate(context: Context, dispute: Dispute): Dispute {
  const { networkFee } = dispute.internal;
  if (networkFee > 0) moveNetworkFee(context, dispute, networkFee, 'Compliance dispute fee refund');
  const transaction = adjust(context, dispute, {
    reportingCategory: 'dispute_reversal',
    amount: dispute.amount,
    fee: 0,
    description: `Chargeback reversal for ${dispute.charge}`,
  });
  return context.work.save<Dispute>({
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, transaction],
    internal: { ...dispute.internal, networkFee: 0 },
  });
}

/** Charges the network's fee for a countered compliance dispute. */
export function takeNetworkFee(context: Context, dispute: Dispute): Dispute {
  const networkFee = feeOf(context, dispute, 'complianceDispute');
  if (networkFee === 0) return dispute;
  moveNetworkFee(context, dispute, -networkFee, 'Compliance dispute fee');
  return { ...dispute, internal: { ...dispute.internal, networkFee } };
}

/** A fee in the currency that the payment was settled in. */
function feeOf(context: Context, { currency, internal }: Dispute, kind: 'dispute' | 'complianceDispute'): number {
  const { settlement } = internal;
  const country = countryOf(settlement, context);
  return disputeFee(kind, settlement?.currency ?? currency, country, context.use(feeTablePort));
}

function moveNetworkFee(context: Context, dispute: Dispute, amount: number, description: string): void {
  book(context, {
    type: 'stripe_fee',
    reportingCategory: 'fee',
    amount,
    currency: dispute.internal.settlement?.currency ?? dispute.currency,
    fee: 0,
    availableOn: context.work.now,
    source: dispute.id,
    description,
  });
}

function adjust(
  context: Context,
  dispute: Dispute,
  { amount, ...movement }: { reportingCategory: string; amount: number; fee: number; description: string },
): Stripe.BalanceTransaction {
  const { settlement } = dispute.internal;
  // The amount that the payment was settled for, so no rate is shown.
  const { exchangeRate: _, ...settled } = atPaymentRate(settlement, { amount, currency: dispute.currency });
  return book(context, {
    type: 'adjustment',
    ...settled,
    feeDescription: 'Dispute fee',
    availableOn: settledOn(settlement, context),
    source: dispute.id,
    ...movement,
  });
}
