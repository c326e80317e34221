import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { notYet } from '../../kernel/not-yet.ts';
import type { Redeemable } from '../../products/discounts/redeem.ts';
import { insertInlinePrice, type PriceParams } from '../../products/prices/create.ts';
import { priceTerms } from '../../products/prices/terms.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { products } from '../../products/products/type.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import { type GivenDiscount, redeemAll } from './discounts.ts';

/** The most items of a subscription: https://docs.stripe.com/api/subscriptions/create */
export const MOST_ITEMS = 20;
const MOST_TAX_RATES = 5;

/** An item as a request describes it, at any version. */
export interface GivenItem {
  readonly billing_thresholds?: Stripe.Emptyable<{ readonly usage_gte: number }>;
  readonly current_trial?: object;
  readonly discounts?: Stripe.Emptyable<readonly GivenDiscount[]>;
  readonly metadata?: Stripe.Emptyable<Stripe.MetadataParam>;
  readonly plan?: string;
  readonly price?: string;
  readonly price_data?: GivenPriceData;
  readonly quantity?: number;
  readonly tax_rates?: Stripe.Emptyable<readonly string[]>;
}

interface GivenPriceData {
  readonly currency: string;
  readonly product: string;
  readonly recurring: { readonly interval: string; readonly interval_count?: number };
  readonly tax_behavior?: string;
  readonly unit_amount?: number;
  readonly unit_amount_decimal?: unknown;
}

/** A validated item. What is undefined was not sent. */
export interface ReadItem {
  readonly price: Price | undefined;
  readonly quantity: number | undefined;
  readonly taxRates: readonly Stripe.TaxRate[] | null | undefined;
  readonly discounts: readonly (Redeemable | string)[] | undefined;
}

/** Parts of an item that are refused. */
const NOT_YET = ['current_trial'] as const;

/** Reads an item's price, quantity, tax rates and discounts. `path` is the bracket path of the item, '' for the call itself. */
export async function readItem(context: Context, given: GivenItem, path: string): Promise<ReadItem> {
  const at = (name: string) => (path === '' ? name : `${path}[${name}]`);
  for (const name of NOT_YET) if (given[name]) throw notYet(at(name));
  const price = await priceOf(context, given, at);
  if (given.billing_thresholds && price) checkThreshold(price, given.billing_thresholds, at('billing_thresholds'));
  const quantity = given.quantity;
  if (quantity !== undefined && quantity < 0) {
    throw invalidRequest('This value must be greater than or equal to 0.', {
      code: 'parameter_invalid_integer',
      param: at('quantity'),
    });
  }
  if (price && quantity !== undefined) checkCountable(price, at('quantity'));
  return {
    price,
    quantity,
    taxRates: given.tax_rates === undefined ? undefined : await readTaxRates(context, given.tax_rates, at('tax_rates')),
    discounts:
      given.discounts === undefined ? undefined : await redeemAll(context, given.discounts || [], at('discounts')),
  };
}

/** Throws for a quantity of a metered price: its quantity is its usage. */
export function checkCountable(price: Pick<Price, 'recurring' | 'id'>, param: string): void {
  if (price.recurring?.usage_type !== 'metered') return;
  throw invalidRequest(
    `You cannot set the quantity for metered plans. Leave \`quantity\` out: the usage of ${price.id} is reported by meter events.`,
    { param },
  );
}

/** Throws for a threshold of usage on a price that is billed by quantity, or one that is reached at once. */
export function checkThreshold(
  { recurring }: Pick<Price, 'recurring'>,
  { usage_gte: usage }: { readonly usage_gte: number },
  path: string,
): void {
  const param = `${path}[usage_gte]`;
  if (usage < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param,
    });
  }
  if (recurring?.usage_type === 'metered') return;
  throw invalidRequest('`billing_thresholds[usage_gte]` is only accepted on items with a metered price.', { param });
}

async function priceOf(context: Context, given: GivenItem, at: (name: string) => string): Promise<Price | undefined> {
  const named = (['price', 'plan', 'price_data'] as const).filter((name) => given[name] !== undefined);
  const [name, other] = named;
  if (name === undefined) return undefined;
  if (other !== undefined) {
    throw invalidRequest(`You may only specify one of these parameters: ${named.join(', ')}.`, { param: at(name) });
  }
  if (given.price_data) return inlinePrice(context, given.price_data, at('price_data'));
  const id = (name === 'price' ? given.price : given.plan) ?? '';
  const type = name === 'plan' ? { ...prices, noun: 'plan' } : prices;
  const price = await context.work.require(type, id, at(name));
  checkSold(price, at(name));
  return price;
}

async function inlinePrice(context: Context, given: GivenPriceData, path: string): Promise<Price> {
  const product = await context.work.require(products, given.product, `${path}[product]`);
  return insertInlinePrice(context, product.id, given as PriceParams, path);
}

function checkSold({ active, internal, type }: Price, param: string): void {
  // An inline price is inactive, so that it is not offered again; Checkout subscribes to it by its id.
  if (!active && internal?.inline !== true) {
    throw invalidRequest('The price specified is inactive. This field only accepts active prices.', { param });
  }
  if (type !== 'recurring') {
    throw invalidRequest(
      'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
      { param },
    );
  }
}

/** Reads tax rates; null for none. Throws for unknown and inactive ones. */
export async function readTaxRates(
  { work }: Context,
  given: Stripe.Emptyable<readonly string[]>,
  param: string,
): Promise<readonly Stripe.TaxRate[] | null> {
  if (!given || given.length === 0) return null;
  if (given.length > MOST_TAX_RATES) {
    throw invalidRequest(`At most ${MOST_TAX_RATES} tax rates can be applied.`, { param });
  }
  const found: Stripe.TaxRate[] = [];
  for (const [index, id] of given.entries()) {
    const rate = await work.require(taxRates, id, `${param}[${index}]`);
    if (!rate.active) {
      throw invalidRequest(`The tax rate ${id} is inactive. Use an active one.`, { param: `${param}[${index}]` });
    }
    found.push(rate);
  }
  return found;
}

/** The currency of a subscription: asked for, or its first price's. Throws unless all prices are sold in it. */
export function currencyOf(
  items: readonly { readonly price: Price; readonly path: string }[],
  wanted: string | undefined,
): string {
  const [first] = items;
  if (!first) throw parameterMissing('items');
  const currency = wanted === undefined ? first.price.currency : checkCurrency(wanted);
  for (const { price, path } of items) {
    if (priceTerms(price, currency)) continue;
    throw invalidRequest(
      `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
      { param: path },
    );
  }
  return currency;
}
