import type { PriceTerms } from '../amounts/line-amount.ts';
import type { Price } from './type.ts';

/** Returns a price's terms in a currency, if it has them. */
export function priceTerms(price: Price, currency: string): PriceTerms | undefined {
  const { tiers_mode, transform_quantity, unit_amount_decimal, internal } = price;
  const own = { tiers_mode, transform_quantity, currency };
  if (currency === price.currency)
    return { ...own, unit_amount_decimal, ...(internal?.tiers && { tiers: internal.tiers }) };
  const option = internal?.currencyOptions?.[currency];
  if (option === undefined) return undefined;
  return { ...own, unit_amount_decimal: option.unit_amount_decimal, ...(option.tiers && { tiers: option.tiers }) };
}
