import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { insertPrice, type PriceParams } from '../prices/create.ts';
import { createProduct } from './create.ts';
import { removeProduct } from './remove.ts';
import { type Product, products } from './type.ts';
import { saveProduct, updateProduct } from './update.ts';

/** A product, and at once what it is sold for by default if the call says so. */
async function create(context: Context, params: Stripe.ProductCreateParams): Promise<Product> {
  const product = await createProduct(context, params);
  const { default_price_data: data } = params;
  if (data === undefined) return product;
  const price = await insertPrice(context, product.id, data as PriceParams, 'default_price_data');
  return saveProduct(context, product, { ...product, default_price: price.id });
}

/** Which of a product's lists are walked and what is looked at entry by entry. */
function filters({ active, ids, shippable, type, url }: Stripe.ProductListParams & { type?: string }) {
  const by = url !== undefined ? `url/${url}` : shippable !== undefined ? `shippable/${shippable}` : undefined;
  const walked = by ?? (active === undefined ? undefined : `active/${active}`);
  return {
    ...(walked !== undefined && { by: walked }),
    keep: (product: Product) =>
      (active === undefined || product.active === active) &&
      (shippable === undefined || product.shippable === shippable) &&
      (type === undefined || product.type === type) &&
      (ids === undefined || ids.includes(product.id)),
  };
}

export const productOperations: Operation[] = resource(
  products,
  { collection: '/v1/products', item: '/v1/products/{id}' },
  {
    create,
    retrieve: true,
    update: updateProduct,
    list: filters,
    remove: removeProduct,
  },
);
