import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { notYet } from '../../kernel/not-yet.ts';
import { prices } from '../../products/prices/type.ts';
import { changedLines, modeOfItems, readLines } from '../sessions/lines.ts';
import type { SessionLine } from '../sessions/type.ts';
import { amountsOf } from './amounts.ts';
import { LASTS_S, withDiscounts, withFields } from './fields.ts';
import { type Quote, quotes } from './type.ts';

type CreateParams = Stripe.QuoteCreateParams;
type UpdateParams = Stripe.QuoteUpdateParams;

/** Creates a draft, or a copy of another quote that may be its revision: https://docs.stripe.com/api/quotes/create */
export async function createQuote(context: Context, params: CreateParams): Promise<Quote> {
  const { work } = context;
  const from = params.from_quote ? await work.require(quotes, params.from_quote.quote, 'from_quote[quote]') : null;
  const blank = from ? copyOf(context, from, params.from_quote?.is_revision ?? false) : blankQuote(context);
  const named = await withFields(context, blank, params);
  const listed = params.line_items ? await withItems(context, named, params.line_items) : named;
  const discounted = await withDiscounts(context, listed, params);
  const quote = work.insert<Quote>(quotes, { ...discounted, ...(await amountsOf(context, discounted)) });
  work.emit('quote.created', quote);
  return quote;
}

/** Changes a draft; of a finalized quote only its metadata: https://docs.stripe.com/api/quotes/update */
export async function updateQuote(context: Context, current: Quote, params: UpdateParams): Promise<Quote> {
  const other = Object.keys(params).find((name) => name !== 'metadata' && name !== 'expand');
  if (current.status !== 'draft' && other !== undefined) {
    throw invalidRequest(`This quote has the status ${current.status}. Only drafts can be changed.`, { param: other });
  }
  const named = await withFields(context, current, params);
  const listed = params.line_items ? await withChangedItems(context, named, params.line_items) : named;
  const discounted = await withDiscounts(context, listed, params);
  return context.work.save<Quote>({ ...discounted, ...(await amountsOf(context, discounted)) });
}

/** The items of a quote count one unless they have a quantity. */
function withQuantity<T extends { readonly quantity?: number }>(item: T): T & { readonly quantity?: number } {
  return { quantity: 1, ...item };
}

async function withItems(
  context: Context,
  quote: Quote,
  given: NonNullable<CreateParams['line_items']>,
): Promise<Quote> {
  checkItems(given);
  const items = given.map(({ tax_rates: rates, discounts: _, ...item }) => ({
    ...item,
    ...(rates && { tax_rates: rates }),
  }));
  const mode = await modeOfItems(context, items);
  const counted = await counting(context, items);
  const { lines, currency } = await readLines(context, counted, undefined, mode);
  return { ...quote, currency, internal: { ...quote.internal, lines } };
}

/** Refuses discounts of single items. */
function checkItems(given: readonly { readonly discounts?: unknown }[]): void {
  const index = given.findIndex(({ discounts }) => discounts);
  if (index >= 0) throw notYet(`line_items[${index}][discounts]`);
}

/** Adds the quantity 1 to items without one, but for usage, which has none. */
async function counting<T extends { readonly price?: string; readonly quantity?: number }>(
  { work }: Context,
  items: readonly T[],
): Promise<T[]> {
  return Promise.all(
    items.map(async (item) => {
      const price = item.price === undefined ? undefined : await work.get(prices, item.price);
      return price?.recurring?.usage_type === 'metered' ? item : withQuantity(item);
    }),
  );
}

async function withChangedItems(
  context: Context,
  quote: Quote,
  given: NonNullable<UpdateParams['line_items']>,
): Promise<Quote> {
  checkItems(given);
  const items = given.map(({ discounts: _, ...item }) => item);
  const kept = quote.internal.lines;
  const priceIds = items.map(({ id, price, ...rest }) => ({
    ...rest,
    ...((price ?? kept.find((line) => line.id === id)?.price) && {
      price: price ?? kept.find((line) => line.id === id)?.price ?? '',
    }),
  }));
  const mode = await modeOfItems(context, priceIds);
  const counted = items.map((item) => (item.id === undefined ? withQuantity(item) : item));
  const currency = quote.currency ?? context.account.defaultCurrency;
  if (items.length === 0) return { ...quote, internal: { ...quote.internal, lines: [] } };
  const lines: SessionLine[] = await changedLines(context, kept, counted, { currency, mode });
  return { ...quote, internal: { ...quote.internal, lines } };
}

function blankQuote(context: Context): Quote {
  const { work } = context;
  const nothing = { amount_discount: 0, amount_shipping: 0, amount_tax: 0 };
  return {
    id: work.newId(quotes.prefix),
    object: 'quote',
    amount_subtotal: 0,
    amount_total: 0,
    application: null,
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    collection_method: 'charge_automatically',
    computed: { recurring: null, upfront: { amount_subtotal: 0, amount_total: 0, total_details: nothing } },
    created: work.now,
    currency: null,
    customer: null,
    customer_account: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    expires_at: work.now + LASTS_S,
    footer: null,
    from_quote: null,
    header: null,
    invoice: null,
    invoice_settings: {
      custom_fields: null,
      days_until_due: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    livemode: false,
    metadata: {},
    number: null,
    on_behalf_of: null,
    status: 'draft',
    status_transitions: { accepted_at: null, canceled_at: null, finalized_at: null },
    subscription: null,
    subscription_data: {
      billing_mode: { type: 'flexible' },
      description: null,
      effective_date: null,
      metadata: {},
      trial_period_days: null,
    },
    subscription_schedule: null,
    test_clock: null,
    total_details: nothing,
    transfer_data: null,
    internal: { lines: [] },
  };
}

/** A draft with the terms of another quote. A revision takes its place when it is finalized. */
function copyOf(context: Context, from: Quote, isRevision: boolean): Quote {
  const { work } = context;
  if (isRevision && from.status !== 'open') {
    throw invalidRequest(`Only open quotes can be revised. This one has the status ${from.status}.`, {
      param: 'from_quote[is_revision]',
    });
  }
  const { id, created, expires_at, invoice, number, status, status_transitions, subscription, subscription_schedule } =
    blankQuote(context);
  return {
    ...from,
    id,
    created,
    expires_at,
    from_quote: { is_revision: isRevision, quote: from.id },
    invoice,
    number,
    status,
    status_transitions,
    subscription,
    subscription_schedule,
    internal: { lines: from.internal.lines.map((line) => ({ ...line, id: work.newId('li') })) },
  };
}
