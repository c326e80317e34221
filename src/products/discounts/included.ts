import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { type Entity, idOf } from '../../kernel/entity.ts';
import { resource } from '../../kernel/resource.ts';
import { type Coupon, coupons } from '../coupons/type.ts';
import { sourceOfDiscounts } from './changes/2025-09-30.clover-source.ts';
import { discounts } from './type.ts';

export const discountResource = resource(discounts, {
  includes: {
    // Older API versions embed the coupon; if it was deleted since, as it was when granted.
    coupon: async ({ work }, object) => {
      const granted = (await work.get(discounts, object.id))?.internal.coupon ?? (await couponToInclude(work, object));
      if (granted === undefined) return undefined;
      const now = await work.get(coupons, granted.id);
      const coupon = now?.created === granted.created ? now : granted;
      return coupons.asOf?.(coupon, work.now) ?? coupon;
    },
  },
  changes: [sourceOfDiscounts],
});

/** The coupon of a discount that is shown before it is granted, as an open Checkout Session does. */
async function couponToInclude(work: Context['work'], discount: Entity): Promise<Coupon | undefined> {
  const { source } = discount as Partial<Stripe.Discount>;
  return work.get(coupons, idOf(source?.coupon) ?? '');
}
