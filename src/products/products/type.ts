import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

/** A product. `attributes` belonged to goods; the API answers it still, always empty. */
export type Product = Stripe.Product & { readonly attributes: readonly string[] };

export const products: ResourceType<Product> = {
  object: 'product',
  prefix: 'prod',
  noun: 'product',
  idParam: 'id',
  namedByCallers: true,
  filters: {
    url: { listed: true },
    shippable: { listed: true },
    active: { listed: true },
    type: {},
  },
  // https://docs.stripe.com/search#query-fields-for-products
  search: {
    path: '/v1/products/search',
    edition: 1,
    fields: {
      active: { kind: 'token', values: ['true', 'false'] },
      description: 'string',
      name: 'string',
      shippable: { kind: 'token', values: ['true', 'false'] },
      url: 'string',
    },
  },
};
