import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

export const taxRates: ResourceType<Stripe.TaxRate> = {
  object: 'tax_rate',
  prefix: 'txr',
  noun: 'tax rate',
  idParam: 'tax_rate',
  filters: { active: { listed: true }, inclusive: { listed: true } },
};
