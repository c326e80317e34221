import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkOwnId } from '../own-id.ts';
import { withFields } from './fields.ts';
import { type Product, products } from './type.ts';

/** Adds a product and emits its event. `under` is the bracket path of the parameters; '' for top-level ones. */
export async function createProduct(
  context: Context,
  params: Stripe.ProductCreateParams,
  under = '',
): Promise<Product> {
  const { work } = context;
  const blank: Product = {
    id:
      params.id === undefined
        ? work.newId(products.prefix)
        : await checkOwnId(context, products, params.id, under === '' ? 'id' : `${under}[id]`),
    object: 'product',
    active: true,
    attributes: [],
    created: work.now,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: mergeMetadata({}, params.metadata),
    name: params.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: params.type ?? 'service',
    unit_label: null,
    updated: work.now,
    url: null,
  };
  const product = work.insert(products, withFields(blank, params, under));
  work.emit('product.created', product);
  return product;
}
