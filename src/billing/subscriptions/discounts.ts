import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { grantDiscount } from '../../products/discounts/grant.ts';
import { type Redeemable, requireRedeemable } from '../../products/discounts/redeem.ts';
import { type Discount, discounts } from '../../products/discounts/type.ts';
import type { Subscription } from './type.ts';

/** A discount as a request names it. */
export interface GivenDiscount {
  readonly coupon?: string;
  readonly discount?: string;
  readonly promotion_code?: string;
}

/** The most discounts of a subscription or an item. */
const MOST_DISCOUNTS = 20;

/** The discounts that a request redeems, in order: coupons and codes, and ids of discounts that stay. */
export async function redeemAll(
  context: Context,
  given: readonly GivenDiscount[],
  path: string,
): Promise<(Redeemable | string)[]> {
  if (given.length > MOST_DISCOUNTS) {
    throw invalidRequest(`At most ${MOST_DISCOUNTS} discounts can be applied.`, { param: path });
  }
  const found: (Redeemable | string)[] = [];
  for (const [index, { discount, ...redeemed }] of given.entries()) {
    const at = (name: string) => `${path}[${index}][${name}]`;
    if (discount === undefined) found.push(await requireRedeemable(context, redeemed, at));
    else found.push((await context.work.require(discounts, discount, at('discount'))).id);
  }
  return found;
}

/** Grants what was redeemed and returns the ids of the discounts, in order. `present` are those that may stay. */
export async function grantAll(
  context: Context,
  redeemed: readonly (Redeemable | string)[],
  owner: Partial<Pick<Discount, 'customer' | 'subscription' | 'subscription_item'>>,
  present: readonly string[] = [],
): Promise<string[]> {
  const ids: string[] = [];
  for (const one of redeemed) {
    if (typeof one === 'string') {
      if (!present.includes(one)) {
        throw invalidRequest(`The discount ${one} is not one of this subscription. Send a coupon instead.`, {
          param: 'discounts',
        });
      }
      ids.push(one);
      continue;
    }
    const discount = await grantDiscount(context, one, owner);
    context.work.emit('customer.discount.created', discount);
    ids.push(discount.id);
  }
  return ids;
}

/** The ids of those that apply at a moment (seconds since epoch). */
export async function activeDiscounts({ work }: Context, ids: readonly string[], moment: number): Promise<Discount[]> {
  const active: Discount[] = [];
  for (const id of ids) {
    const discount = await work.get(discounts, id);
    if (discount && (discount.end === null || discount.end > moment)) active.push(discount);
  }
  return active;
}

/**
 * The discounts left once an invoice with them was finalized: those for one invoice are used up.
 * https://docs.stripe.com/billing/subscriptions/coupons
 */
export async function withoutUsedUp(
  context: Context,
  subscription: Subscription,
  used: ReadonlySet<string>,
): Promise<Subscription> {
  const left = async (ids: readonly string[]) => {
    const kept: string[] = [];
    for (const id of ids) {
      const discount = used.has(id) ? await context.work.get(discounts, id) : undefined;
      if (discount?.internal.coupon.duration === 'once') context.work.emit('customer.discount.deleted', discount);
      else kept.push(id);
    }
    return kept;
  };
  const own = await left(subscription.discounts.map((id) => idOf(id)));
  const data = [];
  for (const item of subscription.items.data) {
    data.push(item.discounts.length === 0 ? item : { ...item, discounts: await left(item.discounts) });
  }
  const isSame =
    own.length === subscription.discounts.length &&
    data.every((item, index) => item.discounts.length === subscription.items.data[index]?.discounts.length);
  return isSame ? subscription : { ...subscription, discounts: own, items: { ...subscription.items, data } };
}
