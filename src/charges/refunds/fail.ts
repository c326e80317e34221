import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { book, opposite } from '../../ledger/balance-transactions.ts';
import { balanceTransactions } from '../../ledger/type.ts';
import { type Charge, charges } from '../type.ts';
import { refunds } from './type.ts';

/** Fails a refund: the money returns to the merchant's balance, and the charge can be refunded again. */
export async function failRefund(context: Context, refund: Stripe.Refund, reason: string): Promise<Stripe.Refund> {
  const { work } = context;
  const returned = await reverseRefund(context, refund, { status: 'failed', failure_reason: reason });
  work.emit('refund.failed', returned);
  work.emit('charge.refund.updated', returned, { status: refund.status });
  return returned;
}

/** Cancels a refund that the customer has not acted on. */
export async function cancelRefundOf(context: Context, refund: Stripe.Refund): Promise<Stripe.Refund> {
  const { work } = context;
  const returned = await reverseRefund(context, refund, { status: 'canceled', failure_reason: 'merchant_request' });
  work.emit('refund.updated', returned, { status: refund.status });
  work.emit('charge.refund.updated', returned, { status: refund.status });
  return returned;
}

async function reverseRefund(
  context: Context,
  refund: Stripe.Refund,
  ended: Required<Pick<Stripe.Refund, 'status' | 'failure_reason'>>,
): Promise<Stripe.Refund> {
  const { work } = context;
  await work.cancelTimers(refund.id, 'refund.settles');
  const charge = await work.require(charges, idOf(refund.charge) ?? '');
  const debit = await work.require(balanceTransactions, idOf(refund.balance_transaction) ?? '');
  const transaction = book(context, {
    type: charge.id.startsWith('ch_') ? 'refund_failure' : 'payment_failure_refund',
    reportingCategory: 'refund_failure',
    ...opposite(debit),
    fee: 0,
    availableOn: work.worldNow,
    source: refund.id,
    description: 'REFUND FAILURE',
  });
  const { pending_reason: _reason, next_action: _action, ...rest } = await work.require(refunds, refund.id);
  work.save<Charge>({ ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
  return work.save<Stripe.Refund>({ ...rest, ...ended, failure_balance_transaction: transaction.id });
}
