import type { JsonObject, Lookup, VersionChange } from '../../../kernel/version-change.ts';
import { removeFields } from '../../../kernel/version-steps.ts';

/** https://docs.stripe.com/changelog/clover/2025-09-30/discount-source-property */
export const sourceOfDiscounts: VersionChange = {
  version: '2025-09-30.clover',
  description: 'Discounts reference their coupon in `source` and no longer contain `coupon`.',
  load: { discount: addCoupon },
  response: { discount: removeFields('source') },
};

async function addCoupon(discount: JsonObject, lookup: Lookup): Promise<void> {
  discount.coupon = (await lookup.include(discount, 'coupon')) ?? null;
}
