import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { Operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { createPrice } from './create.ts';
import { type Price, prices } from './type.ts';
import { updatePrice } from './update.ts';

/** How many lookup keys one call may ask for. */
const MOST_LOOKUP_KEYS = 10;

/** Which of a price's lists is walked and what is looked at entry by entry. */
function filters(params: Stripe.PriceListParams) {
  const { active, currency, lookup_keys: keys, product, recurring, type } = params;
  if (keys && keys.length > MOST_LOOKUP_KEYS) {
    throw invalidRequest(`Array of size ${keys.length} exceeded maximum size ${MOST_LOOKUP_KEYS}.`, {
      param: 'lookup_keys',
    });
  }
  const [key, ...otherKeys] = keys ?? [];
  const by =
    key !== undefined && otherKeys.length === 0
      ? `lookup_key/${key}`
      : product !== undefined
        ? `product/${product}`
        : active === undefined
          ? undefined
          : `active/${active}`;
  return {
    ...(by !== undefined && { by }),
    keep: (price: Price) =>
      price.internal?.inline === undefined &&
      (product === undefined || price.product === product) &&
      (active === undefined || price.active === active) &&
      (currency === undefined || price.currency === currency.toLowerCase()) &&
      (keys === undefined || (price.lookup_key !== null && keys.includes(price.lookup_key))) &&
      (type === undefined || price.type === type) &&
      matches(price, recurring),
  };
}

function matches({ recurring }: Price, wanted: Stripe.PriceListParams.Recurring | undefined): boolean {
  if (wanted === undefined) return true;
  if (recurring === null) return false;
  return (
    (wanted.interval === undefined || recurring.interval === wanted.interval) &&
    (wanted.meter === undefined || recurring.meter === wanted.meter) &&
    (wanted.usage_type === undefined || recurring.usage_type === wanted.usage_type)
  );
}

export const priceOperations: Operation[] = resource(prices, { collection: '/v1/prices', item: '/v1/prices/{price}' }, {
  create: createPrice,
  retrieve: true,
  update: updatePrice,
  list: filters,
} as never);

/** Fields of a price that are only there when asked for, by `price.field`. */
export const PRICE_INCLUDED: Readonly<Record<string, (context: Context, object: Entity) => Promise<unknown>>> = {
  // What is rendered may be a copy without what Florin remembers with it.
  'price.currency_options': async ({ work }, { id }) => {
    const price = await work.get(prices, id);
    return price && currencyOptionsOf(price);
  },
  'price.tiers': async ({ work }, { id }) => (await work.get(prices, id))?.internal?.tiers,
};

/** What a price asks for in each of its currencies, its own among them. */
export function currencyOptionsOf(price: Price) {
  const { custom_unit_amount, tax_behavior, unit_amount, unit_amount_decimal, internal } = price;
  const own = {
    custom_unit_amount,
    tax_behavior,
    ...(internal?.tiers && { tiers: internal.tiers }),
    unit_amount,
    unit_amount_decimal,
  };
  return { [price.currency]: own, ...internal?.currencyOptions };
}
