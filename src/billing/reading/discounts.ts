import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { grantDiscount } from '../../products/discounts/grant.ts';
import { hasPaidBefore } from '../../products/discounts/paid-before.ts';
import { type Redeemable, requireRedeemable } from '../../products/discounts/redeem.ts';
import { discountTerms } from '../../products/discounts/terms.ts';
import { discounts } from '../../products/discounts/type.ts';
import { unmetRestriction } from '../../products/promotion-codes/restrictions.ts';

/** The most discounts of an invoice, a line or a subscription: https://docs.stripe.com/billing/subscriptions/coupons */
const MOST_DISCOUNTS = 20;

/** One entry of a `discounts` parameter. */
export interface GivenDiscount {
  readonly coupon?: string;
  readonly discount?: string;
  readonly promotion_code?: string;
}

/** Object that is discounted, and its customer. */
export interface DiscountOwner {
  readonly customer: string | null;
  readonly invoice?: string | null;
  readonly invoice_item?: string | null;
  readonly subscription?: string | null;
  readonly subscription_item?: string | null;
}

/** The purchase that a code's restrictions are checked against. */
interface Purchase {
  readonly currency: string;
  /** Before discounts, in the smallest unit; undefined where it is not known yet. */
  readonly subtotal?: number;
}

/**
 * Grants the discounts that a parameter names and returns their ids, in order; one that is named by its own id stays as
 * it is, if it is among `present`. `param` is the bracket path. Throws for coupons and codes that cannot be redeemed.
 */
export async function grantDiscounts(
  context: Context,
  given: readonly GivenDiscount[],
  owner: DiscountOwner,
  purchase: Purchase,
  { present = [], param = 'discounts' }: { readonly present?: readonly string[]; readonly param?: string } = {},
): Promise<string[]> {
  if (given.length > MOST_DISCOUNTS) {
    throw invalidRequest(`You can apply at most ${MOST_DISCOUNTS} discounts, but you passed ${given.length}.`, {
      param,
    });
  }
  const ids: string[] = [];
  for (const [index, one] of given.entries()) {
    const path = `${param}[${index}]`;
    if (one.discount !== undefined) {
      ids.push(await presentDiscount(context, one.discount, present, `${path}[discount]`));
      continue;
    }
    const at = (name: string) => `${path}[${name}]`;
    const redeemable = await requireRedeemable(context, one, at);
    await checkRedeemable(context, redeemable, owner, purchase, at);
    const { customer, ...of } = owner;
    ids.push((await grantDiscount(context, redeemable, { ...of, customer })).id);
  }
  return ids;
}

async function presentDiscount(
  { work }: Context,
  id: string,
  present: readonly string[],
  param: string,
): Promise<string> {
  const { id: found } = await work.require(discounts, id, param);
  if (present.includes(found)) return found;
  throw invalidRequest(`The discount ${id} does not belong to this object. Name its coupon to apply it here as well.`, {
    param,
  });
}

async function checkRedeemable(
  context: Context,
  { coupon, promotionCode }: Redeemable,
  { customer }: DiscountOwner,
  { currency, subtotal }: Purchase,
  at: (name: string) => string,
): Promise<void> {
  const param = at(promotionCode ? 'promotion_code' : 'coupon');
  if (!discountTerms(coupon.id, coupon, currency)) {
    throw invalidRequest(`The coupon ${coupon.id} has an amount in ${coupon.currency}, not in ${currency}.`, { param });
  }
  if (!promotionCode) return;
  const unmet = unmetRestriction(promotionCode, {
    currency,
    subtotal: subtotal ?? Number.MAX_SAFE_INTEGER,
    customer,
    paidBefore: promotionCode.restrictions.first_time_transaction && (await hasPaidBefore(context, customer)),
  });
  if (unmet !== undefined) throw invalidRequest(UNMET[unmet], { param });
}

const UNMET = {
  customer: 'This promotion code belongs to another customer.',
  first_time_transaction: 'This promotion code is for customers who have not paid before.',
  minimum_amount: 'This promotion code requires a larger purchase.',
  currency: 'This promotion code requires a minimum purchase in another currency.',
} as const;
