import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { hasPrices } from '../prices/first-price.ts';
import type { Product } from './type.ts';

/** Deletes a product. Throws once it has prices, active or not; such a product can be archived. */
export async function removeProduct(context: Context, product: Product): Promise<Stripe.DeletedProduct> {
  const { work } = context;
  if (await hasPrices(context, product.id)) {
    throw invalidRequest('This product cannot be deleted because it has one or more user-created prices.');
  }
  work.emit('product.deleted', product);
  work.remove(product);
  return { id: product.id, object: 'product', deleted: true };
}
