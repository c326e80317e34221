import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Filters } from '../../kernel/list.ts';
import { resource } from '../../kernel/resource.ts';
import { searchOperation } from '../../search/search.ts';
import { insertPrice, type PriceParams } from '../prices/create.ts';
import { marketingFeaturesOfProducts } from './changes/2024-04-10-marketing-features.ts';
import { createProduct } from './create.ts';
import { removeProduct } from './remove.ts';
import { type Product, products } from './type.ts';
import { saveProduct, updateProduct } from './update.ts';

/** Creates a product, and its default price if `default_price_data` is sent. */
async function create(context: Context, params: Stripe.ProductCreateParams): Promise<Product> {
  const product = await createProduct(context, params);
  const { default_price_data: data } = params;
  if (data === undefined) return product;
  const price = await insertPrice(context, product.id, data as PriceParams, 'default_price_data');
  return saveProduct(context, product, { ...product, default_price: price.id });
}

/** The products that a list shows; `ids` names the only ones. */
async function filters(
  { active, ids, shippable, type, url }: Stripe.ProductListParams & { type?: string },
  { work }: Context,
): Promise<Filters<Product>> {
  const where = { active, shippable, type, url };
  if (ids === undefined) return { where };
  const named = await Promise.all([...new Set(ids)].map((id) => work.get(products, id)));
  return { where, among: named.filter((product) => product !== undefined) };
}

export const productResource = resource(products, {
  collection: '/v1/products',
  item: '/v1/products/{id}',
  create,
  retrieve: true,
  update: updateProduct,
  list: filters,
  remove: removeProduct,
  operations: [searchOperation(products)],
  changes: [marketingFeaturesOfProducts],
});
