import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { DiscountTerms } from '../../products/amounts/discounts.ts';
import type { Coupon } from '../../products/coupons/type.ts';
import { coupons } from '../../products/coupons/type.ts';
import { grantDiscount } from '../../products/discounts/grant.ts';
import { hasPaidBefore } from '../../products/discounts/paid-before.ts';
import { type Redeemable, requireRedeemable } from '../../products/discounts/redeem.ts';
import { discountTerms } from '../../products/discounts/terms.ts';
import { discounts } from '../../products/discounts/type.ts';
import { unmetRestriction } from '../../products/promotion-codes/restrictions.ts';
import { foldCode, isRedeemable, type PromotionCode, promotionCodes } from '../../products/promotion-codes/type.ts';
import type { PageDiscount } from '../../shared/payment-page-view.ts';
import type { CheckoutSession, SessionParams } from './type.ts';

type SessionDiscount = Stripe.Checkout.Session.Discount;

/** The discount that the merchant gives with a session; none, as an empty list, when they give none. */
export async function givenDiscounts(
  context: Context,
  params: SessionParams,
  currency: string,
): Promise<SessionDiscount[]> {
  const given = params.discounts?.[0];
  if (!given) return [];
  const at = (name: string) => `discounts[0][${name}]`;
  const redeemable = await requireRedeemable(context, given, at);
  checkCurrency(redeemable.coupon, currency, at('coupon'));
  return [asDiscount(redeemable)];
}

function asDiscount({ coupon, promotionCode }: Redeemable): SessionDiscount {
  return { coupon: coupon.id, promotion_code: promotionCode?.id ?? null };
}

function checkCurrency(coupon: Coupon, currency: string, param: string): void {
  if (discountTerms(coupon.id, coupon, currency)) return;
  throw invalidRequest(`The coupon ${coupon.id} has an amount in ${coupon.currency}, not in ${currency}.`, {
    param,
  });
}

/** Returns the terms of a session's discounts in its currency; once it is complete, as they were when granted. */
export async function termsOf(context: Context, session: CheckoutSession, currency: string): Promise<DiscountTerms[]> {
  const terms: DiscountTerms[] = [];
  for (const coupon of await couponsOf(context, session)) {
    const found = discountTerms(coupon.id, coupon, currency);
    if (found) terms.push(found);
  }
  return terms;
}

async function couponsOf({ work }: Context, { discounts: given, internal }: CheckoutSession): Promise<Coupon[]> {
  if (internal.granted) {
    const granted = await Promise.all(internal.granted.map((id) => work.require(discounts, id)));
    return granted.map((discount) => discount.internal.coupon);
  }
  return Promise.all((given ?? []).map((discount) => work.require(coupons, idOf(discount.coupon) ?? '')));
}

/** The discounts of a session as objects: those that were granted, or as they will be when it completes. */
export async function discountsOf(context: Context, session: CheckoutSession): Promise<Stripe.Discount[]> {
  const { work } = context;
  const { granted } = session.internal;
  if (granted) return Promise.all(granted.map((id) => work.require(discounts, id)));
  return (session.discounts ?? []).map((discount) => ({
    id: discountId(session),
    object: 'discount',
    checkout_session: session.id,
    customer: session.customer,
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: idOf(discount.promotion_code),
    source: { coupon: idOf(discount.coupon), type: 'coupon' },
    start: session.created,
    subscription: null,
    subscription_item: null,
  }));
}

/** A session has one discount at most, so the session's id gives it one before it is granted. */
function discountId({ id }: CheckoutSession): string {
  return `di_${id.slice(-40, -16)}`;
}

/** The discounts as a page shows them. */
export async function shownDiscounts(context: Context, session: CheckoutSession): Promise<PageDiscount[]> {
  const { work } = context;
  const found = await couponsOf(context, session);
  const shown: PageDiscount[] = [];
  for (const [index, coupon] of found.entries()) {
    const code = idOf(session.discounts?.[index]?.promotion_code ?? null);
    const typed = code === null ? undefined : await work.get(promotionCodes, code);
    shown.push({
      code: session.internal.typedPromotionCode ? (typed?.code ?? null) : null,
      name: coupon.name ?? typed?.code ?? coupon.id,
      percent_off: coupon.percent_off,
    });
  }
  return shown;
}

/** The session with the discount of a code that its payer typed. Throws when there is none for them. */
export async function withPromotionCode(
  context: Context,
  session: CheckoutSession,
  typed: string,
): Promise<CheckoutSession> {
  const { work } = context;
  if (!session.allow_promotion_codes) throw refused('This session does not accept promotion codes.');
  const { found } = await work.scan(promotionCodes, {
    by: `code/${foldCode(typed.trim())}`,
    limit: 1,
    keep: (one) => isRedeemable(one, work.now) && isFor(one, session.customer),
  });
  const code = found[0]?.object;
  if (!code) throw refused('This code is invalid.');
  const redeemable = await requireRedeemable(context, { promotion_code: code.id });
  checkCurrency(redeemable.coupon, session.currency ?? '', 'promotion_code');
  await checkRestrictions(context, session, code);
  const { internal } = session;
  return { ...session, discounts: [asDiscount(redeemable)], internal: { ...internal, typedPromotionCode: true } };
}

function isFor({ customer }: PromotionCode, buyer: string | null): boolean {
  return customer === null || idOf(customer) === buyer;
}

async function checkRestrictions(context: Context, session: CheckoutSession, code: PromotionCode): Promise<void> {
  const customer = session.customer;
  const unmet = unmetRestriction(code, {
    currency: session.currency ?? '',
    subtotal: session.amount_subtotal ?? 0,
    customer,
    paidBefore: await hasPaidBefore(context, customer),
  });
  if (unmet === 'first_time_transaction') throw refused('This code is for the first order only.');
  if (unmet === 'minimum_amount')
    throw refused('This order is too small for this code.', 'promotion_code_amount_insufficient');
  if (unmet) throw refused('This code is invalid.');
}

function refused(message: string, code = 'promotion_code_invalid'): Error {
  return invalidRequest(message, { code, param: 'promotion_code' });
}

/** Removes the discount that the customer entered. */
export function withoutDiscount(session: CheckoutSession): CheckoutSession {
  const { typedPromotionCode, ...internal } = session.internal;
  return typedPromotionCode ? { ...session, discounts: [], internal } : session;
}

/** Refuses to be paid with a discount that was used up, or ended, since the page was shown. */
export async function checkDiscountsValid(context: Context, session: CheckoutSession): Promise<void> {
  for (const discount of session.discounts ?? []) {
    const code = idOf(discount.promotion_code);
    const given = code === null ? { coupon: idOf(discount.coupon) ?? '' } : { promotion_code: code };
    await requireRedeemable(context, given, () => 'promotion_code');
  }
}

/** Counts the discounts of a session that completes as redeemed, by the coupons as they are now. Returns their ids. */
export async function redeemDiscounts(context: Context, session: CheckoutSession): Promise<string[]> {
  const owner = { id: discountId(session), checkout_session: session.id, customer: session.customer };
  const granted: string[] = [];
  for (const discount of session.discounts ?? []) {
    const coupon = await context.work.get(coupons, idOf(discount.coupon) ?? '');
    const code = idOf(discount.promotion_code);
    const promotionCode = code === null ? null : ((await context.work.get(promotionCodes, code)) ?? null);
    // The coupon may have been deleted while the payment was pending.
    if (coupon) granted.push((await grantDiscount(context, { coupon, promotionCode }, owner)).id);
  }
  return granted;
}
