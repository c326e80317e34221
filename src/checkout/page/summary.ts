import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { type ShippingRate, shippingAmount } from '../../products/shipping-rates/type.ts';
import { shownDiscounts } from '../sessions/discounts.ts';
import { breakdownOf, type Priced, type PricedLine, priceSession, unitAmount } from '../sessions/pricing.ts';
import { offeredRates } from '../sessions/shipping.ts';
import type { CheckoutSession } from '../sessions/type.ts';
import type { PageLine, PageShippingOption, PageTax, PageTotals, PaymentPage } from './view-type.ts';

/** What is bought and what it costs, as a page shows it. */
export async function summaryOf(
  context: Context,
  session: CheckoutSession,
): Promise<Pick<PaymentPage, 'lines' | 'totals' | 'discounts' | 'shipping_options'>> {
  const priced = await priceSession(context, session);
  const currency = session.currency ?? '';
  return {
    lines: priced.lines.map((line) => lineOf(line, currency)),
    totals: totalsOf(priced),
    discounts: await shownDiscounts(context, session),
    shipping_options: (await offeredRates(context, session)).map((rate) => optionOf(rate, currency)),
  };
}

function lineOf(priced: PricedLine, currency: string): PageLine {
  const { line, price, product, rates, totals } = priced;
  const { recurring } = price;
  return {
    id: line.id,
    name: product.name,
    description: product.description,
    image: product.images[0] ?? null,
    quantity: line.quantity,
    unit_amount: unitAmount(priced, currency),
    amount_subtotal: totals.amount_subtotal,
    amount_discount: totals.amount_discount,
    amount_total: totals.amount_total,
    taxes: totals.taxes.flatMap(({ rate: id, amount }) => {
      const rate = rates.find((known) => known.id === id);
      return rate ? [taxOf(rate, amount)] : [];
    }),
    price: price.id,
    recurring: recurring && {
      interval: recurring.interval as NonNullable<PageLine['recurring']>['interval'],
      interval_count: recurring.interval_count,
      usage_type: recurring.usage_type as NonNullable<PageLine['recurring']>['usage_type'],
    },
    adjustable_quantity: line.adjustable,
  };
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
