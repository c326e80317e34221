import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { reasonOf } from './automatic-tax.ts';
import { discountsOf } from './discounts.ts';
import { breakdownOf, type PricedLine, type PricedTax, priceSession, withRates } from './pricing.ts';
import type { CheckoutSession } from './type.ts';

/** An amount that a discount took off, as the API shows it. */
interface DiscountShare {
  readonly amount: number;
  readonly discount: Stripe.Discount;
}

/** Builds `total_details.breakdown`: the amount of each discount and tax rate. */
export async function totalBreakdown(
  context: Context,
  session: CheckoutSession,
): Promise<Stripe.Checkout.Session.TotalDetails.Breakdown> {
  const priced = await priceSession(context, session);
  const granted = await discountsOf(context, session);
  return {
    discounts: shares(priced.totals.discounts, granted),
    taxes: breakdownOf(priced).taxes.map((tax) => shownTax(session, tax)),
  };
}

/** `discounts` of a line item. */
export async function discountsOfLine(
  context: Context,
  session: CheckoutSession,
  { totals }: PricedLine,
): Promise<DiscountShare[]> {
  return shares(totals.discounts, await discountsOf(context, session));
}

/** `taxes` of a line item. */
export function taxesOfLine(session: CheckoutSession, { rates, totals }: PricedLine): Stripe.LineItem.Tax[] {
  return withRates(totals.taxes, rates).map((tax) => shownTax(session, tax));
}

/** `shipping_cost.taxes`. */
export async function taxesOfShipping(context: Context, session: CheckoutSession): Promise<Stripe.LineItem.Tax[]> {
  const { shippingRates, totals } = await priceSession(context, session);
  return withRates(totals.shipping?.taxes ?? [], shippingRates).map((tax) => shownTax(session, tax));
}

/** Amounts are in the order of the session's discounts. */
function shares(amounts: readonly { readonly amount: number }[], granted: readonly Stripe.Discount[]): DiscountShare[] {
  return granted.flatMap((discount, index) => {
    const amount = amounts[index]?.amount ?? 0;
    return amount > 0 ? [{ amount, discount }] : [];
  });
}

/** Only automatic tax has a taxability reason. */
function shownTax(session: CheckoutSession, { rate, amount, taxable }: PricedTax) {
  return { amount, rate, taxability_reason: reasonOf(session, rate.id), taxable_amount: taxable };
}
