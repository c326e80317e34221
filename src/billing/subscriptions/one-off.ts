import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { lineAmount } from '../../products/amounts/line-amount.ts';
import { insertInlinePrice, type PriceParams } from '../../products/prices/create.ts';
import { priceTerms } from '../../products/prices/terms.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { products } from '../../products/products/type.ts';
import type { InvoiceItem } from '../invoice-items/type.ts';
import type { Period } from '../periods/period.ts';
import { grantAll, redeemAll } from './discounts.ts';
import { addItem } from './invoice-item.ts';
import { readTaxRates } from './read-items.ts';
import type { Subscription } from './type.ts';

type Given = Stripe.SubscriptionCreateParams.AddInvoiceItem;

/** The most one-off items of an invoice that a subscription makes. */
const MOST_ADDED = 20;

/** Adds one-off prices to the invoice that a subscription makes now: https://docs.stripe.com/api/subscriptions/create */
export async function addOneOffs(
  context: Context,
  subscription: Subscription,
  given: readonly Given[],
): Promise<InvoiceItem[]> {
  if (given.length > MOST_ADDED) {
    throw invalidRequest(`At most ${MOST_ADDED} items can be added.`, { param: 'add_invoice_items' });
  }
  const items: InvoiceItem[] = [];
  for (const [index, one] of given.entries()) {
    items.push(await addOneOff(context, subscription, one, `add_invoice_items[${index}]`));
  }
  return items;
}

async function addOneOff(
  context: Context,
  subscription: Subscription,
  given: Given,
  path: string,
): Promise<InvoiceItem> {
  const price = await priceOf(context, given, path);
  const { currency, customer } = subscription;
  const terms = priceTerms(price, currency);
  const at = (name: string) => `${path}[${name}]`;
  if (!terms) {
    throw invalidRequest(
      `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
      { param: at('price') },
    );
  }
  const quantity = given.quantity ?? 1;
  const product = await context.work.get(products, price.product);
  const redeemed = await redeemAll(context, given.discounts ?? [], at('discounts'));
  return addItem(context, subscription, {
    amount: lineAmount(terms, quantity),
    description: product?.name ?? price.id,
    period: periodOf(subscription, given.period, at('period')),
    quantity,
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: 'price_details',
      unit_amount_decimal: terms.unit_amount_decimal,
    },
    discountable: given.discountable ?? true,
    discounts: await grantAll(context, redeemed, { customer, subscription: subscription.id }),
    taxRates: given.tax_rates ? await readTaxRates(context, given.tax_rates, at('tax_rates')) : null,
    metadata: given.metadata
      ? Object.fromEntries(Object.entries(given.metadata).map(([key, value]) => [key, String(value)]))
      : {},
  });
}

async function priceOf(context: Context, given: Given, path: string): Promise<Price> {
  const { price: id, price_data: data } = given;
  if ((id === undefined) === (data === undefined)) {
    if (id === undefined) throw parameterMissing(`${path}[price]`);
    throw invalidRequest('You may only specify one of these parameters: price, price_data.', {
      param: `${path}[price]`,
    });
  }
  if (data) {
    const product = await context.work.require(products, data.product, `${path}[price_data][product]`);
    return insertInlinePrice(context, product.id, data as PriceParams, `${path}[price_data]`);
  }
  const price = await context.work.require(prices, id ?? '', `${path}[price]`);
  if (price.type === 'one_time') return price;
  throw invalidRequest(
    'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.',
    { param: `${path}[price]` },
  );
}

/** From the first period's start to the last one's end, unless it is given. */
function periodOf({ items }: Subscription, given: Given['period'], path: string): Period {
  const start = given?.start.type === 'timestamp' ? given.start.timestamp : undefined;
  const end = given?.end.type === 'timestamp' ? given.end.timestamp : undefined;
  const period = {
    start: start ?? Math.min(...items.data.map((item) => item.current_period_start)),
    end: end ?? Math.max(...items.data.map((item) => item.current_period_end)),
  };
  if (period.end >= period.start) return period;
  throw invalidRequest('A period cannot end before it starts.', { param: path });
}
