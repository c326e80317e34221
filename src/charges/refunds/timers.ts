import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import type { RefundReference } from '../../network/type.ts';
import { decides } from '../../timers/worker.ts';
import { type Ending, endLater } from './ending.ts';
import { failRefund } from './fail.ts';
import { refundMoved } from './state.ts';
import { paymentOfRefund, refunds } from './type.ts';

/** Timers of refunds: the bank accepts or returns the money, or the payer never answers. */
export const refundTimers: Readonly<Record<string, TimerHandler>> = {
  'refund.settles': decides(async (context, timer) => {
    await context.lock(...(await paymentOfRefund(context, timer.subject)));
    const refund = await context.work.require(refunds, timer.subject);
    const ending = JSON.parse(timer.payload) as Ending;
    switch (ending.ends) {
      case 'succeeded':
        succeed(context, refund, ending.reference);
        break;
      case 'failed':
        if (refundMoved(refund.status, 'fail')) await failRefund(context, refund, 'expired_or_canceled_card');
        break;
      case 'expired':
        if (refundMoved(refund.status, 'expire')) await failRefund(context, refund, 'unknown');
        break;
      case 'referenced':
        refer(context, refund, ending.number);
        break;
    }
  }),
};

/** The acquirer's reference follows some time after the refund succeeded. */
function succeed(context: Context, refund: Stripe.Refund, reference: RefundReference | undefined): void {
  const status = refundMoved(refund.status, 'succeed');
  if (status === undefined) return;
  const { pending_reason: _, ...rest } = refund;
  saveAndEmit(context, { ...rest, status }, { status: refund.status });
  if (reference) endLater(context.work, refund, reference.afterSeconds, { ends: 'referenced', ...reference });
}

/** The acquirer reference number of the refund is available. */
function refer(context: Context, refund: Stripe.Refund, number: string): void {
  const card = refund.destination_details?.card;
  if (!card || refund.status !== 'succeeded') return;
  const referenced: Stripe.Refund = {
    ...refund,
    destination_details: { card: { ...card, reference: number, reference_status: 'available' }, type: 'card' },
  };
  saveAndEmit(context, referenced, previousAttributes(refund, referenced));
}

function saveAndEmit({ work }: Context, after: Stripe.Refund, previous: Record<string, unknown>): void {
  const saved = work.save(after);
  work.emit('refund.updated', saved, previous);
  work.emit('charge.refund.updated', saved, previous);
}
