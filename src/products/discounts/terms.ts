import type { DiscountTerms } from '../amounts/discounts.ts';
import type { Coupon } from '../coupons/type.ts';

/**
 * What a coupon takes off in a currency, under the id it is to be told by (a discount's, or a name for it before it is
 * granted). Undefined when it takes off an amount of other currencies only.
 */
export function discountTerms(id: string, coupon: Coupon, currency: string): DiscountTerms | undefined {
  const products = coupon.internal?.products ?? null;
  if (coupon.percent_off !== null) return { id, percentOff: coupon.percent_off, amountOff: null, products };
  const amountOff =
    currency === coupon.currency ? coupon.amount_off : coupon.internal?.currencyOptions?.[currency]?.amount_off;
  return typeof amountOff === 'number' ? { id, percentOff: null, amountOff, products } : undefined;
}
