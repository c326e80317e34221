import type { Context } from '../../kernel/context.ts';
import { type Charge, charges } from '../type.ts';
import { earlyFraudWarnings } from './type.ts';

/** Creates an early fraud warning of the card's issuer. */
export async function warn({ work }: Context, chargeId: string): Promise<void> {
  const charge = await work.require(charges, chargeId);
  const intent = charge.payment_intent;
  const warning = work.insert(earlyFraudWarnings, {
    id: work.newId(earlyFraudWarnings.prefix),
    object: 'radar.early_fraud_warning',
    actionable: !charge.disputed && !charge.refunded,
    charge: charge.id,
    created: work.now,
    fraud_type: 'misc',
    livemode: false,
    ...(intent !== null && { payment_intent: intent }),
  });
  work.save<Charge>({ ...charge, internal: { ...charge.internal, earlyFraudWarning: warning.id } });
  work.emit('radar.early_fraud_warning.created', warning);
}
