import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

export const taxIds: ResourceType<Stripe.TaxId> = {
  object: 'tax_id',
  prefix: 'txi',
  noun: 'tax_id',
  idParam: 'id',
  listedBy: (taxId) => [taxId.customer === null ? 'owner/self' : `customer/${String(taxId.customer)}`],
};
