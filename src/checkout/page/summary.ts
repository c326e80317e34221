import type Stripe from 'stripe';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { lineAmount } from '../../products/amounts/line-amount.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { type Product, products } from '../../products/products/type.ts';
import { type ShippingRate, shippingAmount } from '../../products/shipping-rates/type.ts';
import type {
  PageLine,
  PageOptionalItem,
  PageShippingOption,
  PageTax,
  PageTotals,
  PageTrial,
  PaymentPage,
} from '../../shared/payment-page-view.ts';
import { automaticRates } from '../sessions/automatic-tax.ts';
import { shownDiscounts } from '../sessions/discounts.ts';
import {
  breakdownOf,
  type Priced,
  type PricedLine,
  priceLines,
  priceSession,
  termsIn,
  unitAmount,
} from '../sessions/pricing.ts';
import { offeredRates } from '../sessions/shipping.ts';
import { hasTrial } from '../sessions/subscription-data.ts';
import type { CheckoutSession } from '../sessions/type.ts';

/** Returns the order summary of a page. */
export async function summaryOf(
  context: Context,
  session: CheckoutSession,
): Promise<Pick<PaymentPage, 'lines' | 'optional_items' | 'totals' | 'discounts' | 'shipping_options' | 'trial'>> {
  const priced = await priceSession(context, session);
  const currency = session.currency ?? '';
  return {
    lines: priced.lines.map((line) => lineOf(line, currency)),
    optional_items: await optionalItemsOf(context, session),
    totals: totalsOf(priced),
    discounts: await shownDiscounts(context, session),
    trial: await trialOf(context, session, priced),
    shipping_options: (await offeredRates(context, session)).map((rate) => optionOf(rate, currency)),
  };
}

/** Returns what follows a session's trial. */
async function trialOf(context: Context, session: CheckoutSession, { lines }: Priced): Promise<PageTrial | null> {
  const { subscriptionData: data } = session.internal;
  if (!hasTrial(session)) return null;
  const currency = session.currency ?? '';
  const later = lines.filter(({ line, price }) => price.recurring && !line.metered);
  const recurring = later[0]?.price.recurring;
  if (!recurring) return null;
  const { totals } = await priceLines(
    context,
    later.map(({ line }) => line),
    {
      currency,
      automatic: (line) => automaticRates(context, session, line),
      usualRates: data?.default_tax_rates ?? [],
    },
  );
  return {
    ends_at: data?.trial_end ?? context.work.now + (data?.trial_period_days ?? 0) * DAY_SECONDS,
    amount: totals.amount_total,
    recurring: shownRecurring(recurring),
  };
}

function shownRecurring({ interval, interval_count, usage_type }: Stripe.Price.Recurring): PageTrial['recurring'] {
  return {
    interval: interval as PageTrial['recurring']['interval'],
    interval_count,
    usage_type: usage_type as PageTrial['recurring']['usage_type'],
  };
}

function lineOf(priced: PricedLine, currency: string): PageLine {
  const { line, price, product, rates, totals } = priced;
  return {
    id: line.id,
    ...shownProduct(price, product, currency),
    quantity: line.quantity,
    amount_subtotal: totals.amount_subtotal,
    amount_discount: totals.amount_discount,
    amount_total: totals.amount_total,
    taxes: totals.taxes.flatMap(({ rate: id, amount }) => {
      const rate = rates.find((known) => known.id === id);
      return rate ? [taxOf(rate, amount)] : [];
    }),
    price: price.id,
    adjustable_quantity: line.adjustable,
    optional: line.optional ?? false,
  };
}

/** Returns the displayed product of a price. */
function shownProduct(price: Price, product: Product, currency: string) {
  const { recurring, transform_quantity: packages } = price;
  const terms = termsIn(price, currency);
  return {
    name: product.name,
    description: product.description,
    image: product.images[0] ?? null,
    images: product.images,
    unit_label: product.unit_label ?? null,
    unit_amount: unitAmount({ price }, currency),
    unit_amount_decimal: terms.unit_amount_decimal,
    transform_quantity: packages && { divide_by: packages.divide_by, round: packages.round as 'down' | 'up' },
    recurring: recurring && shownRecurring(recurring),
  };
}

async function optionalItemsOf({ work }: Context, session: CheckoutSession): Promise<PageOptionalItem[]> {
  const currency = session.currency ?? '';
  const shown: PageOptionalItem[] = [];
  for (const { price: id, quantity, adjustable_quantity: bounds } of session.optional_items ?? []) {
    const price = await work.require(prices, id);
    const product = await work.require(products, price.product);
    shown.push({
      ...shownProduct(price, product, currency),
      price: id,
      quantity,
      amount: lineAmount(termsIn(price, currency), quantity),
      adjustable_quantity: bounds && { minimum: bounds.minimum ?? 0, maximum: bounds.maximum ?? quantity },
      selected: session.internal.lines.some((line) => line.optional && line.price === id),
    });
  }
  return shown;
}

function totalsOf(priced: Priced): PageTotals {
  const { totals } = priced;
  return {
    subtotal: totals.amount_subtotal,
    discount: totals.amount_discount,
    shipping: totals.shipping && totals.amount_shipping,
    tax: totals.amount_tax,
    taxes: breakdownOf(priced).taxes.map(({ rate, amount }) => taxOf(rate, amount)),
    total: totals.amount_total,
  };
}

function taxOf({ display_name, percentage, inclusive }: Stripe.TaxRate, amount: number): PageTax {
  return { display_name, percentage, inclusive, amount };
}

function optionOf(rate: ShippingRate, currency: string): PageShippingOption {
  const { delivery_estimate: estimate } = rate;
  return {
    shipping_rate: rate.id,
    display_name: rate.display_name ?? '',
    amount: shippingAmount(rate, currency)?.amount ?? 0,
    delivery_estimate: estimate && { minimum: estimate.minimum, maximum: estimate.maximum },
  };
}
