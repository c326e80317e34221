import type { Context } from '../../kernel/context.ts';
import { networkPort } from '../../network/ports.ts';
import type { Charge } from '../charges/type.ts';
import { makeRefund } from './make.ts';

/**
 * Lets go of what was reserved and not captured. Stripe shows it as a refund of the charge that moves no balance.
 * `amount` is in the charge's smallest unit.
 */
export async function release(context: Context, charge: Charge, amount: number): Promise<Charge> {
  const { work, use } = context;
  await use(networkPort).void({
    attempt: `${work.origin.cause}:void`,
    authorization: charge.internal.authorization,
    instrument: charge.internal.instrument,
    amount,
    currency: charge.currency,
  });
  makeRefund(context, charge, { amount, reason: null, status: 'succeeded' }, 'reversal');
  const amountRefunded = charge.amount_refunded + amount;
  return work.save<Charge>({ ...charge, amount_refunded: amountRefunded, refunded: amountRefunded === charge.amount });
}
