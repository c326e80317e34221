import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { grantDiscount } from '../../products/discounts/grant.ts';
import { hasPaidBefore } from '../../products/discounts/paid-before.ts';
import { type Redeemable, requireRedeemable } from '../../products/discounts/redeem.ts';
import type { Customer } from '../type.ts';
import { DISCOUNT_ENDS } from './timers.ts';

/** The parameters that give a customer a discount at API versions that have them; '' takes it away. */
export interface DiscountParams {
  readonly coupon?: string;
  readonly promotion_code?: string;
}

/** A customer with the discount that a call gives them or takes away; the caller saves and tells. */
export async function withDiscount(context: Context, customer: Customer, given: DiscountParams): Promise<Customer> {
  const { coupon, promotion_code: code } = given;
  if (coupon === undefined && code === undefined) return customer;
  if (!coupon && !code) return { ...customer, discount: null };
  const redeemable = await requireRedeemable(context, {
    ...(coupon && { coupon }),
    ...(code && { promotion_code: code }),
  });
  await checkMeantFor(context, redeemable, customer);
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

/** A code for one customer is no other's, and one for newcomers is nobody's who has paid before. */
async function checkMeantFor(context: Context, { promotionCode }: Redeemable, customer: Customer): Promise<void> {
  if (!promotionCode) return;
  const refuse = (message: string) => invalidRequest(message, { param: 'promotion_code' });
  if (promotionCode.customer !== null && promotionCode.customer !== customer.id) {
    throw refuse('This promotion code is for another customer.');
  }
  if (promotionCode.restrictions.first_time_transaction && (await hasPaidBefore(context, customer.id))) {
    throw refuse('This promotion code is for customers who have not paid before.');
  }
}
