import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { type Entity, idOf } from '../../kernel/entity.ts';
import { type Coupon, coupons } from '../coupons/type.ts';
import { discounts } from './type.ts';

/** Fields of a discount that are only there when asked for, by `discount.field`. */
export const DISCOUNT_INCLUDED: Readonly<Record<string, (context: Context, object: Entity) => Promise<unknown>>> = {
  // Older API versions hold the coupon itself, as it was granted when it has been deleted since.
  'discount.coupon': async ({ work }, object) => {
    const granted = (await work.get(discounts, object.id))?.internal.coupon ?? (await toBeGranted(work, object));
    if (granted === undefined) return undefined;
    const now = await work.get(coupons, granted.id);
    const coupon = now?.created === granted.created ? now : granted;
    return coupons.asOf?.(coupon, work.now) ?? coupon;
  },
};

/** The coupon of a discount that is shown before it is granted, as an open Checkout Session does. */
async function toBeGranted(work: Context['work'], discount: Entity): Promise<Coupon | undefined> {
  const { source } = discount as Partial<Stripe.Discount>;
  return work.get(coupons, idOf(source?.coupon) ?? '');
}
