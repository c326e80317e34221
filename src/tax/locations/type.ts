import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

export type TaxLocation = Stripe.Tax.Location;

export const locations: ResourceType<TaxLocation> = {
  object: 'tax.location',
  prefix: 'taxloc',
  noun: 'tax location',
  idParam: 'location',
};
