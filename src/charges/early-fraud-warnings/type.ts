import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

export const earlyFraudWarnings: ResourceType<Stripe.Radar.EarlyFraudWarning> = {
  object: 'radar.early_fraud_warning',
  prefix: 'issfr',
  noun: 'early_fraud_warning',
  idParam: 'early_fraud_warning',
  listedBy: (warning) => [
    `charge/${idOf(warning.charge)}`,
    ...(warning.payment_intent === undefined ? [] : [`payment_intent/${idOf(warning.payment_intent)}`]),
  ],
};
