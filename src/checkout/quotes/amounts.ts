import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { DiscountTerms } from '../../products/amounts/discounts.ts';
import { coupons } from '../../products/coupons/type.ts';
import { discountTerms } from '../../products/discounts/terms.ts';
import { discounts } from '../../products/discounts/type.ts';
import { prices } from '../../products/prices/type.ts';
import { type Priced, priceLines } from '../sessions/pricing.ts';
import type { SessionLine } from '../sessions/type.ts';
import type { Quote } from './type.ts';

type Terms = Pick<Quote, 'currency' | 'default_tax_rates' | 'discounts' | 'internal' | 'subscription_data'>;

/** Prices what is billed when a quote is accepted: one-time prices, and the first period unless a trial comes before. */
export async function priceUpfront(context: Context, quote: Terms): Promise<Priced> {
  return price(context, quote, quote.internal.lines, quote.subscription_data.trial_period_days !== null);
}

/** Prices what is billed in every period. */
async function priceRecurring(context: Context, quote: Terms, lines: readonly SessionLine[]): Promise<Priced> {
  return price(context, quote, lines, false);
}

async function price(context: Context, quote: Terms, lines: readonly SessionLine[], trial: boolean): Promise<Priced> {
  const currency = quote.currency ?? context.account.defaultCurrency;
  return priceLines(context, lines, {
    currency,
    discounts: await termsOf(context, quote.discounts, currency),
    trial,
    usualRates: quote.default_tax_rates,
  });
}

async function termsOf({ work }: Context, ids: readonly string[], currency: string): Promise<DiscountTerms[]> {
  const found: DiscountTerms[] = [];
  for (const id of ids) {
    const discount = await work.require(discounts, id);
    const coupon = (await work.get(coupons, discount.internal.coupon.id)) ?? discount.internal.coupon;
    const terms = discountTerms(id, coupon, currency);
    if (terms) found.push(terms);
  }
  return found;
}

/** Returns the amounts of a quote, in the smallest unit. */
export async function amountsOf(
  context: Context,
  quote: Terms,
): Promise<Pick<Quote, 'amount_subtotal' | 'amount_total' | 'computed' | 'total_details'>> {
  const upfront = await priceUpfront(context, quote);
  const recurring = await recurringOf(context, quote);
  const { amount_subtotal, amount_total } = upfront.totals;
  return {
    amount_subtotal,
    amount_total,
    computed: { recurring, upfront: { amount_subtotal, amount_total, total_details: detailsOf(upfront) } },
    total_details: detailsOf(upfront),
  };
}

async function recurringOf(context: Context, quote: Terms): Promise<Stripe.Quote.Computed.Recurring | null> {
  const { lines } = quote.internal;
  const priced = await Promise.all(lines.map(({ price: id }) => context.work.require(prices, id)));
  const terms = priced.flatMap(({ recurring }) => recurring ?? [])[0];
  if (!terms) return null;
  const repeated = lines.filter((_, index) => priced[index]?.recurring);
  const { totals, ...rest } = await priceRecurring(context, quote, repeated);
  return {
    amount_subtotal: totals.amount_subtotal,
    amount_total: totals.amount_total,
    interval: terms.interval,
    interval_count: terms.interval_count,
    total_details: detailsOf({ totals, ...rest }),
  };
}

function detailsOf({ totals }: Priced): Stripe.Quote.TotalDetails {
  return {
    amount_discount: totals.amount_discount,
    amount_shipping: totals.amount_shipping,
    amount_tax: totals.amount_tax,
  };
}
