import type { Context } from '../../kernel/context.ts';
import { type Entity, idOf } from '../../kernel/entity.ts';
import type { Include } from '../../kernel/resource.ts';
import { planOf } from '../../products/plans/view.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import type { LinePricing } from '../invoices/type.ts';

/** The price and the plan of a line or an item, which older API versions embedded. */
export const priceIncludes: Readonly<Record<string, Include>> = {
  price: priceOf,
  plan: async (context, object) => {
    const price = await priceOf(context, object);
    return price && planOf(price);
  },
};

async function priceOf({ work }: Context, object: Entity): Promise<Price | undefined> {
  const { pricing } = object as Entity & { readonly pricing?: LinePricing | null };
  const id = idOf(pricing?.price_details.price ?? null);
  return id === null ? undefined : work.get(prices, id);
}
