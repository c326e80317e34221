import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Charge } from '../type.ts';
import { earlyFraudWarnings } from './type.ts';

/** Marks a warning as not actionable: the payment was fully refunded or disputed. */
export async function endEarlyFraudWarning({ work }: Context, charge: Charge): Promise<void> {
  const id = charge.internal.earlyFraudWarning;
  const warning = id === undefined ? undefined : await work.get(earlyFraudWarnings, id);
  if (!warning?.actionable) return;
  const ended = work.save<Stripe.Radar.EarlyFraudWarning>({ ...warning, actionable: false });
  work.emit('radar.early_fraud_warning.updated', ended, { actionable: true });
}
