import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { patch } from '../../kernel/patch.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { prices } from '../prices/type.ts';
import { type ProductFields, withFields } from './fields.ts';
import type { Product } from './type.ts';

/** Updates a product and emits an event if anything changed. */
export async function updateProduct(
  context: Context,
  current: Product,
  params: Stripe.ProductUpdateParams,
): Promise<Product> {
  if (params.default_price) await checkDefaultPrice(context, current, params.default_price);
  return saveProduct(context, current, {
    ...patch<Product, Stripe.ProductUpdateParams>(withFields(current, params as ProductFields), params, {
      default_price: true,
    }),
    metadata: mergeMetadata(current.metadata, params.metadata),
  });
}

/** Saves a product. If it changed, sets `updated` and emits an event. */
export function saveProduct({ work }: Context, current: Product, changed: Product): Product {
  const previous = previousAttributes(current, changed);
  if (Object.keys(previous).length === 0) return current;
  const updated = work.save<Product>({ ...changed, updated: work.now });
  work.emit('product.updated', updated, previousAttributes(current, updated));
  return updated;
}

/** The default price must be an active price of the product. */
async function checkDefaultPrice({ work }: Context, product: Product, id: string): Promise<void> {
  const price = await work.require(prices, id, 'default_price');
  const why =
    price.product !== product.id
      ? `The price \`${id}\` belongs to another product.`
      : price.active
        ? undefined
        : `The price \`${id}\` is inactive. A default price must be active.`;
  if (why) throw invalidRequest(why, { param: 'default_price' });
}
