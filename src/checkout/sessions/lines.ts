import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { notYet } from '../../kernel/not-yet.ts';
import { insertInlinePrice, type PriceParams } from '../../products/prices/create.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { createProduct } from '../../products/products/create.ts';
import { products } from '../../products/products/type.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import type { SessionLine } from './type.ts';

type Given = Stripe.Checkout.SessionCreateParams.LineItem;

/** Limits of https://docs.stripe.com/api/checkout/sessions/create */
export const MOST_LINES = 100;
const MOST_ADJUSTED = 999_999;
const USUAL_MOST_ADJUSTED = 99;

/** Returns the validated lines: prices exist, are active, fit the mode and share a currency. */
export async function readLines(
  context: Context,
  given: readonly Given[],
  wanted: string | undefined,
  mode: string,
): Promise<{ readonly lines: SessionLine[]; readonly currency: string }> {
  if (given.length > MOST_LINES) {
    throw invalidRequest(`A Checkout Session can have at most ${MOST_LINES} line items.`, { param: 'line_items' });
  }
  let currency = wanted === undefined ? undefined : checkCurrency(wanted);
  const lines: SessionLine[] = [];
  for (const [index, item] of given.entries()) {
    const path = `line_items[${index}]`;
    const price = await priceOf(context, item, path);
    currency ??= price.currency;
    checkPrice(price, currency, `${path}[${item.price === undefined ? 'price_data' : 'price'}]`, mode);
    lines.push(await readLine(context, item, price, path));
  }
  if (mode === 'subscription') await checkRecurring(context, lines);
  return { lines, currency: currency ?? '' };
}

type Changed = Stripe.Checkout.SessionUpdateParams.LineItem;

/**
 * Returns the updated lines: those with an id are kept and changed, those without are added, the others are removed.
 */
export async function changedLines(
  context: Context,
  lines: readonly SessionLine[],
  given: readonly Changed[],
  { currency, mode }: { readonly currency: string; readonly mode: string },
): Promise<SessionLine[]> {
  if (given.length < 1 || given.length > MOST_LINES) {
    throw invalidRequest(`A Checkout Session must have between 1 and ${MOST_LINES} line items.`, {
      param: 'line_items',
    });
  }
  const changed: SessionLine[] = [];
  for (const [index, item] of given.entries()) {
    const path = `line_items[${index}]`;
    const kept = lines.find(({ id }) => id === item.id);
    if (item.id !== undefined && (!kept || changed.some(({ id }) => id === item.id)))
      throw invalidRequest(`This session has no line item '${item.id}'.`, {
        code: 'resource_missing',
        param: `${path}[id]`,
      });
    changed.push(await changedLine(context, kept, item, { currency, mode, path }));
  }
  if (mode === 'subscription') await checkRecurring(context, changed);
  return changed;
}

async function changedLine(
  context: Context,
  kept: SessionLine | undefined,
  { id: _id, metadata, tax_rates: rates, ...item }: Changed,
  { currency, mode, path }: { currency: string; mode: string; path: string },
): Promise<SessionLine> {
  const given = { ...item, ...(metadata && { metadata }), ...(rates && { tax_rates: rates }) };
  const keepsPrice = kept !== undefined && item.price === undefined && item.price_data === undefined;
  const price = keepsPrice ? await context.work.require(prices, kept.price) : await priceOf(context, given, path);
  if (!keepsPrice) checkPrice(price, currency, `${path}[${item.price === undefined ? 'price_data' : 'price'}]`, mode);
  if (!kept) return readLine(context, given, price, path);
  const line = await readLine(
    context,
    { ...given, quantity: item.quantity ?? Math.max(kept.quantity, 1) },
    price,
    path,
  );
  return {
    ...line,
    id: kept.id,
    ...(kept.optional && { optional: kept.optional }),
    quantity: item.quantity ?? kept.quantity,
    adjustable: item.adjustable_quantity ? line.adjustable : kept.adjustable,
    taxRates: rates === undefined ? kept.taxRates : line.taxRates,
    metadata: mergeMetadata(kept.metadata, metadata),
  };
}

async function readLine(context: Context, item: Given, price: Price, path: string): Promise<SessionLine> {
  const isMetered = price.recurring?.usage_type === 'metered';
  if (isMetered && item.quantity !== undefined) {
    throw invalidRequest('Quantity should not be specified where usage_type is `metered`. Remove quantity.', {
      param: `${path}[quantity]`,
    });
  }
  const quantity = isMetered ? 1 : item.quantity;
  if (quantity === undefined) {
    throw invalidRequest(`Quantity is required. Add \`quantity\` to \`${path}\``, {
      code: 'parameter_missing',
      param: `${path}[quantity]`,
    });
  }
  if (quantity < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: `${path}[quantity]`,
    });
  }
  for (const [place, id] of (item.tax_rates ?? []).entries()) {
    const rate = await context.work.require(taxRates, id, `${path}[tax_rates][${place}]`);
    if (!rate.active)
      throw invalidRequest(`The tax rate ${id} is inactive.`, { param: `${path}[tax_rates][${place}]` });
  }
  return {
    id: context.work.newId('li'),
    price: price.id,
    quantity,
    adjustable: adjustableOf(item, path),
    taxRates: item.tax_rates ?? [],
    metadata: mergeMetadata({}, item.metadata),
    ...(isMetered && { metered: true as const }),
  };
}

/** Limits of https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-line_items */
const MOST_OF_A_KIND = 20;

/** Throws unless lines can be subscribed to together: one at least is recurring, and all of those at one interval. */
async function checkRecurring({ work }: Context, lines: readonly SessionLine[]): Promise<void> {
  const found = await Promise.all(lines.map(({ price }) => work.require(prices, price)));
  const recurring = found.flatMap((price) => price.recurring ?? []);
  const [first] = recurring;
  if (!first) {
    throw invalidRequest('You must provide at least one recurring price in `subscription` mode when using prices.', {
      param: 'line_items',
    });
  }
  if (recurring.length > MOST_OF_A_KIND || found.length - recurring.length > MOST_OF_A_KIND) {
    throw invalidRequest(
      `A Checkout Session can have at most ${MOST_OF_A_KIND} recurring and ${MOST_OF_A_KIND} one-time prices in \`subscription\` mode.`,
      { param: 'line_items' },
    );
  }
  const isSame = recurring.every(
    ({ interval, interval_count: count }) => interval === first.interval && count === first.interval_count,
  );
  if (isSame) return;
  throw invalidRequest('Checkout does not support multiple prices with different billing intervals.', {
    param: 'line_items',
  });
}

/** The mode of an order: with a recurring price among its items, it subscribes. */
export async function modeOfItems(
  { work }: Context,
  items: readonly { readonly price?: string; readonly price_data?: { readonly recurring?: object } }[],
): Promise<'payment' | 'subscription'> {
  for (const { price: id, price_data: data } of items) {
    const price = id === undefined ? undefined : await work.get(prices, id);
    if (price?.recurring || data?.recurring) return 'subscription';
  }
  return 'payment';
}

/** Bounds for changing a quantity on the page; null if it is fixed. */
export function adjustableOf(
  { adjustable_quantity: given, quantity = 1 }: Pick<Given, 'adjustable_quantity' | 'quantity'>,
  path: string,
): SessionLine['adjustable'] {
  if (!given?.enabled) return null;
  const { minimum = 0, maximum = Math.max(USUAL_MOST_ADJUSTED, quantity) } = given;
  const at = (name: string) => `${path}[adjustable_quantity][${name}]`;
  if (minimum < 0) throw invalidRequest('Invalid non-negative integer', { param: at('minimum') });
  if (maximum > MOST_ADJUSTED)
    throw invalidRequest(`A quantity can be adjusted to at most ${MOST_ADJUSTED}.`, { param: at('maximum') });
  if (quantity < minimum || quantity > maximum) {
    throw invalidRequest(`The quantity ${quantity} is not within its adjustable range of ${minimum} to ${maximum}.`, {
      param: at(quantity < minimum ? 'minimum' : 'maximum'),
    });
  }
  return { minimum, maximum };
}

/** Returns the price of a line: an existing one, or an inline one of this session. */
export async function priceOf(context: Context, item: Given, path: string): Promise<Price> {
  const { price, price_data: data } = item;
  if (price !== undefined && data !== undefined)
    throw invalidRequest('You may only specify one of these parameters: price, price_data.', { param: path });
  if (price !== undefined) return context.work.require(prices, price, `${path}[price]`);
  if (data === undefined) throw parameterMissing(`${path}[price]`);
  const under = `${path}[price_data]`;
  return insertInlinePrice(context, await productOf(context, data, under), data as PriceParams, under);
}

async function productOf(
  context: Context,
  { product, product_data: data }: NonNullable<Given['price_data']>,
  under: string,
): Promise<string> {
  if ((product === undefined) === (data === undefined)) {
    throw invalidRequest(`You must specify either \`product\` or \`product_data\` in \`${under}\`.`, {
      param: `${under}[product]`,
    });
  }
  if (product !== undefined) return (await context.work.require(products, product, `${under}[product]`)).id;
  const made = await createProduct(
    context,
    { ...data, active: false } as Stripe.ProductCreateParams,
    `${under}[product_data]`,
  );
  return made.id;
}

/** Refuses a price that a session in `currency` cannot sell by. */
export function checkPrice(price: Price, currency: string, param: string, mode: string): void {
  // Inline prices are private to this session.
  if (!price.active && param.endsWith('[price]')) {
    throw invalidRequest('The price specified is inactive. This field only accepts active prices.', { param });
  }
  if (price.type === 'recurring' && mode === 'payment') {
    throw invalidRequest(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      { param },
    );
  }
  if (price.custom_unit_amount) throw notYet(`${param}[custom_unit_amount]`);
  if (price.currency === currency || price.internal?.currencyOptions?.[currency]) return;
  throw invalidRequest(
    `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
    { param },
  );
}

/** The lines with other quantities. Throws for a line that is not there, and for a quantity that cannot be chosen. */
export function withQuantities(
  lines: readonly SessionLine[],
  changes: readonly { readonly id: string; readonly quantity: number }[],
): SessionLine[] {
  for (const [index, { id, quantity }] of changes.entries()) {
    const line = lines.find((one) => one.id === id);
    const at = (name: string) => `line_items[${index}][${name}]`;
    if (!line)
      throw invalidRequest(`This session has no line item '${id}'.`, { code: 'resource_missing', param: at('id') });
    const { minimum, maximum } = line.adjustable ?? { minimum: line.quantity, maximum: line.quantity };
    if (quantity < minimum || quantity > maximum) {
      throw invalidRequest(`The quantity of ${id} must be between ${minimum} and ${maximum}.`, {
        param: at('quantity'),
      });
    }
  }
  return lines.map((line) => {
    const change = changes.find(({ id }) => id === line.id);
    return change ? { ...line, quantity: change.quantity } : line;
  });
}
