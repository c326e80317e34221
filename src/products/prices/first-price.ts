import { claim, holderOf } from '../../kernel/claims.ts';
import type { Context } from '../../kernel/context.ts';
import type { Price } from './type.ts';

const nameFor = (product: string) => `product.first_price/${product}`;

/** Records that a product has a price; inline prices do not count. */
export async function markSold(context: Context, price: Price): Promise<void> {
  if (!(await hasPrices(context, price.product))) await claim(context, nameFor(price.product), price.id);
}

/** True if a product has prices. A decision that reads this reruns if the first price is created concurrently. */
export async function hasPrices(context: Context, product: string): Promise<boolean> {
  return (await holderOf(context, nameFor(product))) !== undefined;
}
