import type Stripe from 'stripe';
import { makeDraft } from '../../billing/invoices/draft.ts';
import { createSchedule } from '../../billing/schedules/schedules.ts';
import { createSubscription } from '../../billing/subscriptions/create.ts';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { prices } from '../../products/prices/type.ts';
import { invoiceLines } from '../sessions/invoice-lines.ts';
import { priceUpfront } from './amounts.ts';
import { EXPIRES } from './cancel.ts';
import { isRecurring, type Quote, quotes } from './type.ts';

/**
 * The customer accepts: a subscription, a schedule for a later day, or an invoice is made. Its first invoice stays a draft
 * for an hour. https://docs.stripe.com/api/quotes/accept
 */
export const acceptQuote = define(
  'POST /v1/quotes/{quote}/accept',
  async (context, _params, path) => {
    const { work } = context;
    const quote = await work.require(quotes, path.quote);
    if (quote.status !== 'open') {
      throw invalidRequest(`Only open quotes can be accepted. This one has the status ${quote.status}.`, {
        code: 'status_transition_invalid',
      });
    }
    await work.cancelTimers(quote.id, EXPIRES);
    const accepted = work.save<Quote>({
      ...quote,
      ...(await resultOf(context, quote)),
      status: 'accepted',
      status_transitions: { ...quote.status_transitions, accepted_at: work.now },
    });
    work.emit('quote.accepted', accepted);
    return accepted;
  },
  { lock: 'quote' },
);

type Result = Pick<Quote, 'invoice'> | Pick<Quote, 'invoice' | 'subscription'> | Pick<Quote, 'subscription_schedule'>;

async function resultOf(context: Context, quote: Quote): Promise<Partial<Quote> & Result> {
  if (!isRecurring(quote)) return { invoice: await invoiceOf(context, quote) };
  const { effective_date: date } = quote.subscription_data;
  if (date !== null && date > context.work.now) {
    return { subscription_schedule: await scheduleOf(context, quote, date) };
  }
  const params = await subscriptionParams(context, quote);
  const made = await createSubscription(context, params, { leavesDraft: true, granted: quote.discounts });
  return { subscription: made.id, invoice: idOf(made.latest_invoice) };
}

async function subscriptionParams(context: Context, quote: Quote): Promise<Stripe.SubscriptionCreateParams> {
  const { items, once } = await itemsOf(context, quote);
  const { application_fee_percent: fee, on_behalf_of: behalf, transfer_data: transfer } = quote;
  const { subscription_data: data, invoice_settings: settings } = quote;
  return {
    customer: idOf(quote.customer) ?? '',
    currency: quote.currency ?? '',
    items,
    ...(once.length > 0 && { add_invoice_items: once }),
    billing_mode: { type: data.billing_mode.type },
    collection_method: quote.collection_method,
    ...(settings.days_until_due !== null && { days_until_due: settings.days_until_due }),
    ...(quote.default_tax_rates.length > 0 && { default_tax_rates: [...quote.default_tax_rates] }),
    ...(data.description !== null && { description: data.description }),
    ...(quote.discounts.length > 0 && { discounts: quote.discounts.map((discount) => ({ discount })) }),
    metadata: data.metadata ?? {},
    ...(data.trial_period_days !== null && { trial_period_days: data.trial_period_days }),
    ...(fee !== null && { application_fee_percent: fee }),
    ...(behalf !== null && { on_behalf_of: idOf(behalf) }),
    ...(transfer && {
      transfer_data: {
        destination: transfer.destination,
        ...(transfer.amount_percent !== null && { amount_percent: transfer.amount_percent }),
      },
    }),
  };
}

async function itemsOf({ work }: Context, quote: Quote) {
  const items: Stripe.SubscriptionCreateParams.Item[] = [];
  const once: Stripe.SubscriptionCreateParams.AddInvoiceItem[] = [];
  for (const line of quote.internal.lines) {
    const { recurring } = await work.require(prices, line.price);
    const item = {
      price: line.price,
      ...(!line.metered && { quantity: line.quantity }),
      ...(line.taxRates.length > 0 && { tax_rates: [...line.taxRates] }),
    };
    if (recurring) items.push(item);
    else once.push(item);
  }
  return { items, once };
}

/** A subscription of a later day is a schedule until then. */
async function scheduleOf(context: Context, quote: Quote, date: number): Promise<string> {
  const { items, once } = await itemsOf(context, quote);
  const { recurring } = quote.computed;
  const { subscription_data: data, invoice_settings: settings } = quote;
  const made = await createSchedule(context, {
    customer: idOf(quote.customer) ?? '',
    start_date: date,
    end_behavior: 'release',
    phases: [
      {
        items,
        ...(once.length > 0 && { add_invoice_items: once }),
        duration: { interval: recurring?.interval ?? 'month', interval_count: recurring?.interval_count ?? 1 },
        collection_method: quote.collection_method,
        ...(settings.days_until_due !== null && { invoice_settings: { days_until_due: settings.days_until_due } }),
        ...(quote.default_tax_rates.length > 0 && { default_tax_rates: [...quote.default_tax_rates] }),
        ...(data.description !== null && { description: data.description }),
        metadata: data.metadata ?? {},
      },
    ],
  } as Stripe.SubscriptionScheduleCreateParams);
  return made.id;
}

/** The invoice of a quote without recurring prices. */
async function invoiceOf(context: Context, quote: Quote): Promise<string> {
  const { work } = context;
  const currency = quote.currency ?? context.account.defaultCurrency;
  const { invoice_settings: settings, on_behalf_of: behalf, transfer_data: transfer } = quote;
  const lines = invoiceLines(await priceUpfront(context, quote), currency, work.now);
  const draft = await makeDraft(context, {
    customer: await work.require(customers, idOf(quote.customer) ?? ''),
    currency,
    billingReason: 'quote_accept',
    parent: { quote_details: { quote: quote.id }, subscription_details: null, type: 'quote_details' },
    lines,
    collectionMethod: quote.collection_method === 'send_invoice' ? 'send_invoice' : 'charge_automatically',
    daysUntilDue: settings.days_until_due,
    autoAdvance: true,
    discounts: quote.discounts,
    fields: {
      ...(settings.custom_fields && { custom_fields: settings.custom_fields }),
      ...(settings.footer !== null && { footer: settings.footer }),
      description: settings.description,
      ...(behalf !== null && { on_behalf_of: idOf(behalf) }),
    },
    internal: {
      ...(quote.application_fee_amount !== null && { applicationFeeAmount: quote.application_fee_amount }),
      ...(transfer && {
        transferData: {
          destination: transfer.destination,
          ...(transfer.amount !== null && { amount: transfer.amount }),
        },
      }),
    },
  });
  return draft.id;
}
