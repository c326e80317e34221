import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

/** Fields stored with a coupon that are returned only on expansion. */
export interface CouponInternal {
  /** The products it is for; absent when it is for all. */
  readonly products?: readonly string[];
  /** Amounts off in other currencies, in the smallest unit. */
  readonly currencyOptions?: Readonly<Record<string, { readonly amount_off: number }>>;
}

export type Coupon = Stripe.Coupon & { readonly internal?: CouponInternal };

export const coupons: ResourceType<Coupon> = {
  object: 'coupon',
  prefix: 'coupon',
  noun: 'coupon',
  idParam: 'coupon',
  namedByCallers: true,
  asOf: (coupon, now) => {
    const valid = isValid(coupon, now);
    return coupon.valid === valid ? coupon : { ...coupon, valid };
  },
};

/** True if a coupon can be redeemed at a moment: it is neither used up nor expired. */
export function isValid(
  { max_redemptions: most, redeem_by: last, times_redeemed: times }: Coupon,
  now: number,
): boolean {
  return (most === null || times < most) && (last === null || now <= last);
}
