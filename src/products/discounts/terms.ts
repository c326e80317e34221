import type { DiscountTerms } from '../amounts/discounts.ts';
import type { Coupon } from '../coupons/type.ts';

/**
 * Returns a coupon's terms in a currency, under an id (the discount's, or a placeholder before it is granted).
 * Undefined if its amount is in other currencies only.
 */
export function discountTerms(id: string, coupon: Coupon, currency: string): DiscountTerms | undefined {
  const products = coupon.internal?.products ?? null;
  if (coupon.percent_off !== null) return { id, percentOff: coupon.percent_off, amountOff: null, products };
  const amountOff =
    currency === coupon.currency ? coupon.amount_off : coupon.internal?.currencyOptions?.[currency]?.amount_off;
  return typeof amountOff === 'number' ? { id, percentOff: null, amountOff, products } : undefined;
}
