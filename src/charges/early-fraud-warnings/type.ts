import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

export const earlyFraudWarnings: ResourceType<Stripe.Radar.EarlyFraudWarning> = {
  object: 'radar.early_fraud_warning',
  prefix: 'issfr',
  noun: 'early_fraud_warning',
  idParam: 'early_fraud_warning',
  filters: {
    charge: { listed: true, of: (warning) => idOf(warning.charge) },
    payment_intent: { listed: true, of: (warning) => idOf(warning.payment_intent) },
  },
};
