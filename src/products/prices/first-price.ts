import { claim, holderOf } from '../../kernel/claims.ts';
import type { Context } from '../../kernel/context.ts';
import type { Price } from './type.ts';

const nameFor = (product: string) => `product.first_price/${product}`;

/** Notes that a product has a price of its own; what is made for one purchase does not count. */
export async function markSold(context: Context, price: Price): Promise<void> {
  if (!(await hasPrices(context, price.product))) await claim(context, nameFor(price.product), price.id);
}

/** Whether a product has prices: a decision that rests on the answer runs again when it gets its first meanwhile. */
export async function hasPrices(context: Context, product: string): Promise<boolean> {
  return (await holderOf(context, nameFor(product))) !== undefined;
}
