import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { decides, type TimerHandler } from '../../timers/worker.ts';
import { type Charge, charges } from '../charges/type.ts';
import { refunds } from './type.ts';

/** What happens to refunds when time passes: the bank takes the money, or sends it back. */
export const refundTimers: Readonly<Record<string, TimerHandler>> = {
  'refund.settles': decides(async (context, timer) => {
    const refund = await context.work.get(refunds, timer.subject);
    if (!refund) return;
    const { ends } = JSON.parse(timer.payload) as { ends: 'succeeded' | 'failed' };
    if (ends === 'succeeded') succeed(context, refund);
    else await fail(context, refund);
  }),
};

function succeed({ work }: Context, refund: Stripe.Refund): void {
  const { pending_reason: _, ...rest } = refund;
  const settled = work.save<Stripe.Refund>({ ...rest, status: 'succeeded' });
  work.emit('refund.updated', settled, { status: refund.status });
  work.emit('charge.refund.updated', settled, { status: refund.status });
}

async function fail(context: Context, refund: Stripe.Refund): Promise<void> {
  const { work } = context;
  const charge = await work.require(charges, idOf(refund.charge) ?? '');
  const transaction = book(context, {
    type: charge.id.startsWith('ch_') ? 'refund_failure' : 'payment_failure_refund',
    reportingCategory: 'refund_failure',
    amount: refund.amount,
    currency: refund.currency,
    fee: 0,
    availableOn: work.now,
    source: refund.id,
    description: 'REFUND FAILURE',
  });
  const { pending_reason: _, ...rest } = refund;
  const failed = work.save<Stripe.Refund>({
    ...rest,
    failure_balance_transaction: transaction.id,
    failure_reason: 'expired_or_canceled_card',
    status: 'failed',
  });
  work.save<Charge>({ ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
  work.emit('refund.failed', failed);
  work.emit('charge.refund.updated', failed, { status: refund.status });
}
