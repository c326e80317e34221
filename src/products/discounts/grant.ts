import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { addMonths } from '../../shared/calendar.ts';
import { type Coupon, isValid } from '../coupons/type.ts';
import { endCodesOf } from '../promotion-codes/end.ts';
import type { PromotionCode } from '../promotion-codes/type.ts';
import type { Redeemable } from './redeem.ts';
import { type Discount, discounts } from './type.ts';

/** The recipient of a discount. */
type Owner = Partial<
  Pick<
    Stripe.Discount,
    'checkout_session' | 'customer' | 'id' | 'invoice' | 'invoice_item' | 'subscription' | 'subscription_item'
  >
>;

/** Grants a discount and increments `times_redeemed` of the coupon and the code. */
export async function grantDiscount(
  context: Context,
  { coupon, promotionCode }: Redeemable,
  owner: Owner,
): Promise<Discount> {
  const { work } = context;
  if (promotionCode) countCode(context, promotionCode);
  await countCoupon(context, coupon);
  return work.insert(discounts, {
    id: work.newId(discounts.prefix),
    object: 'discount',
    checkout_session: null,
    customer: null,
    customer_account: null,
    end: coupon.duration_in_months === null ? null : addMonths(work.now, coupon.duration_in_months),
    invoice: null,
    invoice_item: null,
    promotion_code: promotionCode?.id ?? null,
    source: { coupon: coupon.id, type: 'coupon' },
    start: work.now,
    subscription: null,
    subscription_item: null,
    ...owner,
    internal: { coupon },
  });
}

function countCode({ work }: Context, code: PromotionCode): void {
  const times = code.times_redeemed + 1;
  const counted: PromotionCode = {
    ...code,
    times_redeemed: times,
    active: code.max_redemptions === null || times < code.max_redemptions,
  };
  work.emit('promotion_code.updated', work.save(counted), previousAttributes(code, counted));
}

async function countCoupon(context: Context, coupon: Coupon): Promise<void> {
  const { work } = context;
  const counted: Coupon = { ...coupon, times_redeemed: coupon.times_redeemed + 1 };
  const saved = work.save<Coupon>({ ...counted, valid: isValid(counted, work.now) });
  work.emit('coupon.updated', saved, previousAttributes(coupon, saved));
  if (!saved.valid) await endCodesOf(context, coupon.id);
}
