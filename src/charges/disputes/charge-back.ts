import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { endEarlyFraudWarning } from '../early-fraud-warnings/end.ts';
import { failRefund } from '../refunds/fail.ts';
import { refunds } from '../refunds/type.ts';
import { closeReview } from '../reviews/close.ts';
import { type Charge, charges } from '../type.ts';
import { withdraw } from './funds.ts';
import type { Dispute } from './type.ts';

/** Seconds during which the network can still stop a succeeded refund. */
const REFUND_STOPPABLE_SECONDS = 60;
/** The most refunds of one charge that are looked at. */
const MOST_REFUNDS = 100;

/** Withdraws the disputed funds. `announce` emits the dispute's event first. */
export async function chargeBack(
  context: Context,
  dispute: Dispute,
  announce: (dispute: Dispute) => void,
): Promise<Dispute> {
  const { work } = context;
  const withdrawn = withdraw(context, dispute);
  announce(withdrawn);
  work.emit('charge.dispute.funds_withdrawn', withdrawn);
  const charge = await work.require(charges, dispute.charge);
  await stopRefunds(context, charge);
  await endEarlyFraudWarning(context, charge);
  await closeReview(context, idOf(charge.review), 'disputed');
  return withdrawn;
}

/** Pending refunds fail, so that the customer is not paid back twice. */
async function stopRefunds(context: Context, charge: Charge): Promise<void> {
  if (charge.amount_refunded === 0) return;
  const { work } = context;
  for (const refund of await work.list(refunds, { by: `charge/${charge.id}`, limit: MOST_REFUNDS })) {
    const fresh = refund.balance_transaction !== null && refund.created + REFUND_STOPPABLE_SECONDS > work.now;
    if (refund.status === 'pending' || (refund.status === 'succeeded' && fresh))
      await failRefund(context, refund, 'charge_for_pending_refund_disputed');
  }
}
