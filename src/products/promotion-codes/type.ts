import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';
import type { ValueRange } from '../../kernel/list-filter.ts';

/** Fields stored with a promotion code that are returned only on expansion, or never. */
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
  filters: {
    code: { listed: true, of: ({ code }) => foldCode(code) },
    coupon: { listed: true, of: ({ promotion }) => idOf(promotion.coupon) },
    customer: { listed: true, of: ({ customer }) => idOf(customer) },
    redeemable_until: { kind: 'numeric', of: redeemableUntil },
  },
  asOf: (code, now) => (code.active && !isRedeemable(code, now) ? { ...code, active: false } : code),
};

/** Letter case never matters in a code. */
export function foldCode(code: string): string {
  return code.toUpperCase();
}

/** True if a code can be redeemed at a moment: neither it nor its coupon is inactive, used up or expired. */
export function isRedeemable(code: PromotionCode, now: number): boolean {
  return now <= redeemableUntil(code);
}

const NEVER = -1;

/** The last second in which a code can be redeemed, as it is now. */
function redeemableUntil(code: PromotionCode): number {
  const { active, expires_at: expires, max_redemptions: most, times_redeemed: times, internal } = code;
  if (!active || internal.couponSpent || (most !== null && times >= most)) return NEVER;
  const last = expires === null ? Number.MAX_SAFE_INTEGER : expires - 1;
  return internal.redeemBy === null ? last : Math.min(last, internal.redeemBy);
}

/** The filter for codes that can be redeemed at a moment, or cannot. */
export function redeemable(wanted: boolean, now: number): ValueRange {
  return wanted ? { from: now } : { to: now - 1 };
}
