import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { grantDiscount } from '../../products/discounts/grant.ts';
import { hasPaidBefore } from '../../products/discounts/paid-before.ts';
import { type Redeemable, requireRedeemable } from '../../products/discounts/redeem.ts';
import type { Customer } from '../type.ts';
import { DISCOUNT_ENDS } from './timers.ts';

/** Parameters that set a customer's discount at older API versions; '' removes it. */
export interface DiscountParams {
  readonly coupon?: string;
  readonly promotion_code?: string;
}

/** Returns a customer with the discount that a request sets or removes. The caller saves it and emits the events. */
export async function withDiscount(context: Context, customer: Customer, given: DiscountParams): Promise<Customer> {
  const { coupon, promotion_code: code } = given;
  if (coupon === undefined && code === undefined) return customer;
  if (!coupon && !code) return { ...customer, discount: null };
  const redeemable = await requireRedeemable(context, {
    ...(coupon && { coupon }),
    ...(code && { promotion_code: code }),
  });
  await checkEligible(context, redeemable, customer);
  const { internal: _, ...discount } = await grantDiscount(context, redeemable, { customer: customer.id });
  if (discount.end !== null) {
    context.work.schedule({
      kind: DISCOUNT_ENDS,
      subject: customer.id,
      dueAt: discount.end * 1000,
      payload: discount.id,
    });
  }
  return { ...customer, discount };
}

/** Rejects codes of another customer, and first-time codes for customers who have paid. */
async function checkEligible(context: Context, { promotionCode }: Redeemable, customer: Customer): Promise<void> {
  if (!promotionCode) return;
  const refuse = (message: string) => invalidRequest(message, { param: 'promotion_code' });
  if (promotionCode.customer !== null && promotionCode.customer !== customer.id) {
    throw refuse('This promotion code belongs to another customer.');
  }
  if (promotionCode.restrictions.first_time_transaction && (await hasPaidBefore(context, customer.id))) {
    throw refuse('This promotion code is for customers who have not paid before.');
  }
}
