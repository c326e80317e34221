import type { Context } from '../../kernel/context.ts';
import type { PriceTerms } from '../../products/amounts/line-amount.ts';
import { priceTerms } from '../../products/prices/terms.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { products } from '../../products/products/type.ts';
import type { LinePricing } from '../invoices/type.ts';
import type { Sold } from '../lines/describe.ts';
import type { Interval } from '../periods/period.ts';

/** The facts of a price that a bill needs. */
export interface PriceFacts {
  readonly price: string;
  readonly product: string;
  readonly sold: Sold;
  readonly terms: PriceTerms;
  readonly interval: Interval;
  /** The meter of a price that is billed by usage, in arrears; undefined for a quantity that is billed in advance. */
  readonly meter: string | null | undefined;
}

/** Loads the facts of a recurring price in a currency that it is sold in. */
export async function priceFacts(context: Context, price: Price, currency: string): Promise<PriceFacts> {
  const { recurring, product: id } = price;
  const terms = priceTerms(price, currency);
  if (!terms || !recurring) throw new Error(`${price.id} cannot be billed in ${currency}.`);
  const product = await context.work.get(products, id);
  return {
    price: price.id,
    product: id,
    sold: { name: product?.name ?? id, unitLabel: product?.unit_label ?? null },
    terms,
    interval: intervalOf(recurring),
    meter: recurring.usage_type === 'metered' ? recurring.meter : undefined,
  };
}

/** As `priceFacts`, for a price that is stored. */
export async function factsOf(context: Context, price: string, currency: string): Promise<PriceFacts> {
  return priceFacts(context, await context.work.require(prices, price), currency);
}

/** The interval of a recurring price. */
export function intervalOf({
  interval,
  interval_count: count,
}: {
  interval: string;
  interval_count: number;
}): Interval {
  switch (interval) {
    case 'day':
    case 'week':
    case 'month':
    case 'year':
      return { unit: interval, count };
    default:
      throw new Error(`${interval} is not an interval of prices.`);
  }
}

/** The pricing of a line of a price. */
export function pricingOf({ price, product }: PriceFacts, unitAmount: string | null): LinePricing {
  return { price_details: { price, product }, type: 'price_details', unit_amount_decimal: unitAmount };
}
