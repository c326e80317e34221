import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { checkNamed, DEFAULT_PAGE, pageOfItems } from '../../kernel/list.ts';
import { define } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { itemOf } from '../sessions/line-items.ts';
import { acceptQuote } from './accept.ts';
import { priceUpfront } from './amounts.ts';
import { cancelOperation, quoteTimers } from './cancel.ts';
import { createQuote, updateQuote } from './create.ts';
import { finalizeQuote } from './finalize.ts';
import { quotePdf } from './pdf.ts';
import { type Quote, quotes } from './type.ts';

const NOT_YET = [
  'automatic_tax[enabled]',
  'customer_account',
  'invoice_settings[issuer][type]=account',
  'subscription_data[effective_date]=current_period_end',
] as const;

async function filtersOf(params: Stripe.QuoteListParams, context: Context) {
  const { customer, status, test_clock: clock } = params;
  await checkNamed(context, customers, customer, 'customer');
  const isOfClock = customer !== undefined || clock !== undefined;
  return { where: { customer, status, test_clock: clock, ...(!isOfClock && { on_clock: false }) } };
}

/** The lines of a quote as they are priced when it is accepted. */
async function itemsOf(context: Context, quote: Quote): Promise<Stripe.LineItem[]> {
  const { lines } = await priceUpfront(context, quote);
  return lines.map((line) => itemOf(line, quote.currency ?? context.account.defaultCurrency));
}

const url = (id: string, list: string) => `/v1/quotes/${id}/${list}`;

const listLineItems = define('GET /v1/quotes/{quote}/line_items', async (context, params, path) => {
  const quote = await context.work.require(quotes, path.quote);
  return pageOfItems(await itemsOf(context, quote), params, url(quote.id, 'line_items'));
});

const listUpfront = define('GET /v1/quotes/{quote}/computed_upfront_line_items', async (context, params, path) => {
  const quote = await context.work.require(quotes, path.quote);
  return pageOfItems(await itemsOf(context, quote), params, url(quote.id, 'computed_upfront_line_items'));
});

async function included(context: Context, id: string, list: string) {
  const quote = await context.work.require(quotes, id);
  return pageOfItems(await itemsOf(context, quote), { limit: DEFAULT_PAGE }, url(id, list));
}

export const quoteResource = resource(quotes, {
  collection: '/v1/quotes',
  item: '/v1/quotes/{quote}',
  create: createQuote,
  retrieve: true,
  update: updateQuote,
  list: filtersOf,
  options: {
    create: { notYet: [...NOT_YET, 'test_clock', 'subscription_data[billing_mode][flexible]'] },
    update: { notYet: NOT_YET, lock: 'quote' },
    list: { notYet: ['customer_account'] },
  },
  operations: [acceptQuote, cancelOperation, finalizeQuote, listLineItems, listUpfront, quotePdf],
  includes: {
    'computed.upfront.line_items': (context, { id }) => included(context, id, 'computed_upfront_line_items'),
    line_items: (context, { id }) => included(context, id, 'line_items'),
  },
  timers: quoteTimers,
});
