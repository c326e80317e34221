import type { PriceTerms } from '../amounts/line-amount.ts';
import type { Price } from './type.ts';

/** What a price asks for in a currency; undefined when it is not sold in it. */
export function priceTerms(price: Price, currency: string): PriceTerms | undefined {
  const { tiers_mode, transform_quantity, unit_amount_decimal, internal } = price;
  const own = { tiers_mode, transform_quantity, currency };
  if (currency === price.currency)
    return { ...own, unit_amount_decimal, ...(internal?.tiers && { tiers: internal.tiers }) };
  const option = internal?.currencyOptions?.[currency];
  if (option === undefined) return undefined;
  return { ...own, unit_amount_decimal: option.unit_amount_decimal, ...(option.tiers && { tiers: option.tiers }) };
}
