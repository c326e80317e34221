import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { ask } from '../../network/outbound-calls/ask.ts';
import { closeReview } from '../reviews/close.ts';
import type { Charge } from '../type.ts';
import { makeRefund } from './make.ts';

/**
 * Lets go of what was reserved and not captured. Stripe shows it as a refund of the charge that moves no balance.
 * `amount` is in the charge's smallest unit; `reason` says when it was the end of the authorization.
 */
export async function release(
  context: Context,
  charge: Charge,
  amount: number,
  reason: 'expired_uncaptured_charge' | null = null,
): Promise<Charge> {
  const { work } = context;
  await ask(context, 'void', charge, {
    authorization: charge.internal.authorization,
    instrument: charge.internal.instrument,
    amount,
    currency: charge.currency,
  });
  makeRefund(context, charge, { amount, reason, status: 'succeeded' }, 'reversal');
  const amountRefunded = charge.amount_refunded + amount;
  if (amountRefunded === charge.amount) await closeReview(context, idOf(charge.review), 'canceled');
  return work.save<Charge>({
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount,
    internal: { ...charge.internal, released: (charge.internal.released ?? 0) + amount },
  });
}
