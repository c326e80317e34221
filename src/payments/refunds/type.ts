import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

export const refunds: ResourceType<Stripe.Refund> = {
  object: 'refund',
  prefix: 're',
  noun: 'refund',
  idParam: 'id',
  listedBy: (refund) => [
    ...(refund.charge === null ? [] : [`charge/${String(refund.charge)}`]),
    ...(refund.payment_intent === null ? [] : [`payment_intent/${String(refund.payment_intent)}`]),
  ],
};
