import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

export type Meter = Stripe.Billing.Meter;

export const meters: ResourceType<Meter> = {
  object: 'billing.meter',
  // Ids of objects in test mode have it in their prefix here.
  prefix: 'mtr_test',
  noun: 'billing meter',
  idParam: 'id',
  filters: { status: { listed: true } },
};
