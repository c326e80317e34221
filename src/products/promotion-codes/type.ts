import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

/** What is remembered with a promotion code and shown only when asked for, or never. */
export interface PromotionCodeInternal {
  /** The minimum amounts in other currencies, in the smallest unit. */
  readonly currencyOptions?: Readonly<Record<string, { readonly minimum_amount: number }>>;
  /** The coupon's last moment, which is the code's as well. */
  readonly redeemBy: number | null;
  /** Set once the coupon is used up or deleted. */
  readonly couponSpent?: true;
}

export type PromotionCode = Stripe.PromotionCode & { readonly internal: PromotionCodeInternal };

export const promotionCodes: ResourceType<PromotionCode> = {
  object: 'promotion_code',
  prefix: 'promo',
  noun: 'promotion code',
  idParam: 'promotion_code',
  listedBy: (code) => [
    `code/${foldCode(code.code)}`,
    `coupon/${idOf(code.promotion.coupon)}`,
    ...(code.customer === null ? [] : [`customer/${idOf(code.customer)}`]),
  ],
  asOf: (code, now) => (code.active && !isRedeemable(code, now) ? { ...code, active: false } : code),
};

/** Letter case never matters in a code. */
export function foldCode(code: string): string {
  return code.toUpperCase();
}

/** Whether a code can be redeemed at a moment: not put away, used up or too late, nor its coupon. */
export function isRedeemable(code: PromotionCode, now: number): boolean {
  const { active, expires_at: expires, max_redemptions: most, times_redeemed: times, internal } = code;
  if (!active || internal.couponSpent) return false;
  if (most !== null && times >= most) return false;
  return (expires === null || now < expires) && (internal.redeemBy === null || now <= internal.redeemBy);
}
