import type { JsonObject, Lookup, VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

/** https://docs.stripe.com/changelog/clover/2025-09-30/discount-source-property */
export const sourceOfDiscounts: VersionChange = {
  description: 'Discounts name the coupon as their source and no longer hold it.',
  load: { discount: addCoupon },
  response: { discount: removeFields('source') },
};

async function addCoupon(discount: JsonObject, lookup: Lookup): Promise<void> {
  discount.coupon = (await lookup.include(discount, 'coupon')) ?? null;
}
