import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { type Filters, findFiltered } from '../../kernel/list.ts';
import type { Where } from '../../kernel/list-filter.ts';
import { resource } from '../../kernel/resource.ts';
import { searchOperation } from '../../search/search.ts';
import { ownTerms } from './amounts.ts';
import { aggregateUsageOfPrices } from './changes/2025-03-31.basil-aggregate-usage.ts';
import { createPrice } from './create.ts';
import { type Price, prices } from './type.ts';
import { updatePrice } from './update.ts';

/** Lookup keys per request. */
const MOST_LOOKUP_KEYS = 10;
/** Prices shown per lookup key: the active one and earlier ones. */
const MOST_OF_A_LOOKUP_KEY = 100;

/** The prices that a list shows: never those of one purchase. */
async function filters(params: Stripe.PriceListParams, context: Context): Promise<Filters<Price>> {
  const { active, currency, lookup_keys: keys, product, recurring, type } = params;
  if (keys && keys.length > MOST_LOOKUP_KEYS) {
    throw invalidRequest(`Array of size ${keys.length} exceeded maximum size ${MOST_LOOKUP_KEYS}.`, {
      param: 'lookup_keys',
    });
  }
  const where: Where = {
    active,
    currency: currency?.toLowerCase(),
    product,
    type,
    'recurring.interval': recurring?.interval,
    'recurring.meter': recurring?.meter,
    'recurring.usage_type': recurring?.usage_type,
    inline: false,
  };
  if (keys === undefined) return { where };
  if (keys.length === 1) return { where: { ...where, lookup_key: keys[0] } };
  const found = [...new Set(keys)].map((lookup_key) =>
    findFiltered(context, prices, { where: { ...where, lookup_key }, limit: MOST_OF_A_LOOKUP_KEY }),
  );
  return { where, among: (await Promise.all(found)).flat() };
}

export const priceResource = resource(prices, {
  collection: '/v1/prices',
  item: '/v1/prices/{price}',
  create: createPrice,
  retrieve: true,
  update: updatePrice,
  list: filters,
  operations: [searchOperation(prices)],
  includes: {
    currency_options: async ({ work }, { id }) => {
      const price = await work.get(prices, id);
      return price && currencyOptionsOf(price);
    },
    tiers: async ({ work }, { id }) => (await work.get(prices, id))?.internal?.tiers,
  },
  changes: [aggregateUsageOfPrices],
});

/** Returns a price's terms by currency, including its own. */
function currencyOptionsOf(price: Price) {
  return { [price.currency]: ownTerms(price), ...price.internal?.currencyOptions };
}
