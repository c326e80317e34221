import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { ask } from '../../network/outbound-calls/ask.ts';
import { closeReview } from '../reviews/close.ts';
import type { Charge } from '../type.ts';
import { makeRefund } from './make.ts';

/**
 * Releases an uncaptured amount. The API shows it as a refund of the charge that does not move the balance. `amount` is
 * in the charge's smallest unit; `reason` is set if the authorization expired.
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
