import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

/** What is remembered with a coupon and shown only when asked for. */
export interface CouponInternal {
  /** The products it is for; absent when it is for all. */
  readonly products?: readonly string[];
  /** What it takes off in other currencies, in the smallest unit. */
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

/** Whether a coupon can still be redeemed at a moment: it is not used up, and its last moment has not passed. */
export function isValid(
  { max_redemptions: most, redeem_by: last, times_redeemed: times }: Coupon,
  now: number,
): boolean {
  return (most === null || times < most) && (last === null || now <= last);
}
