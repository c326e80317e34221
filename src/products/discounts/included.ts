import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { coupons } from '../coupons/type.ts';
import { discounts } from './type.ts';

/** Fields of a discount that are only there when asked for, by `discount.field`. */
export const DISCOUNT_INCLUDED: Readonly<Record<string, (context: Context, object: Entity) => Promise<unknown>>> = {
  // Older API versions hold the coupon itself, as it was granted when it has been deleted since.
  'discount.coupon': async ({ work }, { id }) => {
    const granted = (await work.get(discounts, id))?.internal.coupon;
    if (granted === undefined) return undefined;
    const now = await work.get(coupons, granted.id);
    const coupon = now?.created === granted.created ? now : granted;
    return coupons.asOf?.(coupon, work.now) ?? coupon;
  },
};
