import type Stripe from 'stripe';
import { type Customer, customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { createInvoiceItem } from '../invoice-items/create.ts';
import { invoiceItems } from '../invoice-items/type.ts';
import { updateInvoiceItem } from '../invoice-items/update.ts';
import { createInvoice } from '../invoices/create.ts';
import { type Invoice, invoices } from '../invoices/type.ts';
import { endSubscription } from '../subscriptions/cancel.ts';
import { createSubscription } from '../subscriptions/create.ts';
import { customerOf } from '../subscriptions/customer.ts';
import { prepare } from '../subscriptions/prepare.ts';
import { renew } from '../subscriptions/renew.ts';
import { resumeSubscription } from '../subscriptions/resume.ts';
import { earliestEnd, isEnded, type Subscription, subscriptions } from '../subscriptions/type.ts';
import { describedCustomer } from './described-customer.ts';

type Params = Stripe.InvoiceCreatePreviewParams;
type Details = NonNullable<Params['subscription_details']>;

/** The code of the error for a customer or subscription that will not be billed. */
export const NOTHING_UPCOMING = 'invoice_upcoming_none';

/** The most subscriptions of a customer among which the next invoice is looked for. */
const MOST_SUBSCRIPTIONS = 500;
/** Periods that may go by without an invoice before one is found. */
const MOST_PERIODS = 24;

/**
 * The invoice that a subscription would be billed next, or that a change of it would make. It is the draft itself, made in
 * a rehearsal that is discarded, so that it cannot differ from the later one.
 * https://docs.stripe.com/api/invoices/create_preview
 */
export const createPreview = define(
  'POST /v1/invoices/create_preview',
  async (context, params) => preview(context, params),
  {
    notYet: [
      'automatic_tax[liability][type]=account',
      'customer_account',
      'customer_details[tax]',
      'issuer',
      'schedule',
      'schedule_details',
      'subscription_details[billing_mode][flexible][proration_discounts]=itemized',
      'subscription_details[billing_schedules]',
      'subscription_details[pause]',
    ],
  },
);

/** See `createPreview`. */
export async function preview(context: Context, params: Params): Promise<Invoice> {
  const draft = await context.rehearse((rehearsed) => draftOf(rehearsed, params));
  const id = draft.id.replace(/^in_/, 'upcoming_in_');
  const isWithoutCustomer = params.customer === undefined && params.subscription === undefined;
  return {
    ...draft,
    id,
    ...(isWithoutCustomer && { customer: null }),
    billing_reason: 'upcoming',
    auto_advance: false,
    lines: {
      ...draft.lines,
      data: draft.lines.data.map((line) => ({ ...line, invoice: id })),
      url: `/v1/invoices/${id}/lines`,
    },
  };
}

async function draftOf(context: Context, params: Params): Promise<Invoice> {
  const { subscription: id, subscription_details: details = {} } = params;
  if (id === undefined && params.customer === undefined && params.customer_details === undefined) {
    throw invalidRequest('You must either provide a `customer` or a `subscription` to the upcoming invoice endpoint.');
  }
  const known =
    id === undefined ? params.customer : (await context.work.require(subscriptions, id, 'subscription')).customer;
  const owner = params.customer_details ? await describedCustomer(context, known, params.customer_details) : known;
  const customerId = params.customer ?? (id === undefined ? owner : undefined);
  await addItems(context, owner ?? '', params);
  if (id === undefined && details.items) return newSubscription(context, { ...params, customer: owner ?? '' }, details);
  if (id === undefined && params.invoice_items) {
    const alone = await oneOff(context, customerId ?? '', params);
    if (alone) return alone;
  }
  const subscription =
    id === undefined
      ? await nextOf(context, customerId ?? '')
      : await context.work.require(subscriptions, id, 'subscription');
  if (customerId !== undefined && subscription.customer !== customerId) {
    throw invalidRequest(`The subscription ${subscription.id} is not one of the customer ${customerId}.`, {
      param: 'subscription',
    });
  }
  const customer = await customerOf(context, subscription);
  if (isEnded(subscription)) throw nothingUpcoming(customer.id);
  return changed(context, customer, subscription, params, details);
}

/** Adds the items of a preview to those that wait, or changes those that it names. */
async function addItems(
  context: Context,
  customer: string,
  { currency, invoice_items: given = [] }: Params,
): Promise<void> {
  for (const [index, { invoiceitem: id, price, tax_rates: rates, unit_amount: unit, ...item }] of given.entries()) {
    const params = {
      ...item,
      ...(price !== undefined && { pricing: { price } }),
      ...(unit !== undefined && { unit_amount_decimal: String(unit) }),
    };
    if (id === undefined) {
      await createInvoiceItem(context, {
        ...params,
        customer,
        ...(rates && { tax_rates: rates }),
        ...(currency !== undefined && { currency }),
      });
      continue;
    }
    const current = await context.work.require(invoiceItems, id, `invoice_items[${index}][invoiceitem]`);
    await updateInvoiceItem(context, current, { ...params, ...(rates !== undefined && { tax_rates: rates }) });
  }
}

/** The invoice of a customer's pending items, if no subscription bills them. */
async function oneOff(context: Context, id: string, params: Params): Promise<Invoice | undefined> {
  const { automatic_tax: tax, discounts, on_behalf_of: merchant } = params;
  const customer = await context.work.require(customers, id, 'customer');
  const all = await context.work.list(subscriptions, { by: `customer/${id}`, limit: MOST_SUBSCRIPTIONS });
  if (all.some((one) => !isEnded(one))) return undefined;
  return createInvoice(context, {
    customer: customer.id,
    pending_invoice_items_behavior: 'include',
    ...(tax && { automatic_tax: tax }),
    ...(merchant && { on_behalf_of: merchant }),
    ...(discounts !== undefined && { discounts }),
  });
}

/** The first invoice of a subscription that does not exist. */
async function newSubscription(context: Context, params: Params, details: Details): Promise<Invoice> {
  const { automatic_tax: tax, customer = '', currency, discounts, on_behalf_of: merchant } = params;
  const {
    billing_mode: mode,
    default_tax_rates: rates,
    metadata,
    proration_behavior: proration,
    trial_end: trialEnd,
  } = details;
  const subscription = await createSubscription(
    context,
    {
      customer,
      items: (details.items ?? []) as Stripe.SubscriptionCreateParams.Item[],
      ...(currency !== undefined && { currency }),
      ...(tax && { automatic_tax: tax }),
      ...(merchant && { on_behalf_of: merchant }),
      ...(discounts && { discounts }),
      ...(mode && { billing_mode: mode }),
      ...(rates && { default_tax_rates: rates }),
      ...(metadata && { metadata }),
      ...(proration && { proration_behavior: proration }),
      ...(trialEnd !== undefined && { trial_end: trialEnd }),
      ...(typeof details.start_date === 'number' &&
        details.start_date < context.work.now && { backdate_start_date: details.start_date }),
    },
    { leavesDraft: true },
  );
  if (typeof subscription.latest_invoice === 'string')
    return context.work.require(invoices, subscription.latest_invoice);
  return nextInvoice(context, subscription);
}

/** The invoice of a change, if it makes one at once, else the next one after it. */
async function changed(
  context: Context,
  customer: Customer,
  current: Subscription,
  params: Params,
  details: Details,
): Promise<Invoice> {
  const { resume_at: resumes, cancel_now: cancels, start_date: _, billing_mode: __, ...change } = details;
  const isRecurring = params.preview_mode === 'recurring';
  if (resumes !== undefined) return resumedInvoice(context, current, details);
  if (cancels) return lastInvoice(context, customer, current, details);
  const { next, draft } = await prepare(context, customer, current, {
    ...(change as Stripe.SubscriptionUpdateParams),
    ...(params.automatic_tax !== undefined && { automatic_tax: params.automatic_tax }),
    ...(params.discounts !== undefined && { discounts: params.discounts }),
    ...(params.on_behalf_of !== undefined && { on_behalf_of: params.on_behalf_of }),
    ...(isRecurring && { proration_behavior: 'none' }),
  });
  if (draft && !isRecurring) return draft;
  return nextInvoice(context, context.work.save<Subscription>(next));
}

async function resumedInvoice(context: Context, current: Subscription, details: Details): Promise<Invoice> {
  const { billing_cycle_anchor: anchor, proration_behavior: proration, proration_date: date } = details;
  const subscription = await resumeSubscription(
    context,
    current,
    {
      ...(anchor && { billing_cycle_anchor: anchor as Stripe.SubscriptionResumeParams.BillingCycleAnchor }),
      ...(proration && { proration_behavior: proration }),
      ...(date !== undefined && { proration_date: date }),
    },
    { leavesDraft: true },
  );
  return context.work.require(invoices, String(subscription.latest_invoice));
}

async function lastInvoice(
  context: Context,
  customer: Customer,
  current: Subscription,
  details: Details,
): Promise<Invoice> {
  const ended = await endSubscription(context, current, {
    reason: 'cancellation_requested',
    prorate: details.proration_behavior !== 'none',
    invoiceNow: true,
    leavesDraft: true,
  });
  if (ended.latest_invoice === current.latest_invoice) throw nothingUpcoming(customer.id);
  return context.work.require(invoices, String(ended.latest_invoice));
}

/** Lets periods go by until one is billed. */
async function nextInvoice(context: Context, subscription: Subscription): Promise<Invoice> {
  let current = subscription;
  for (let periods = 0; periods < MOST_PERIODS && !isEnded(current) && current.status !== 'paused'; periods++) {
    context.work.pretendNow(Math.max(earliestEnd(current), context.work.now));
    const renewal = await renew(context, current, { leavesDraft: true });
    if (renewal.draft) return context.work.require(invoices, renewal.draft.id);
    current = renewal.subscription;
    if (isEnded(current) && current.latest_invoice !== subscription.latest_invoice)
      return context.work.require(invoices, String(current.latest_invoice));
  }
  throw nothingUpcoming(subscription.customer);
}

/** The subscription of a customer that is billed next. */
async function nextOf(context: Context, customer: string): Promise<Subscription> {
  const { id } = await context.work.require(customers, customer, 'customer');
  const all = await context.work.list(subscriptions, { by: `customer/${id}`, limit: MOST_SUBSCRIPTIONS });
  const [next] = all
    .filter((one) => !isEnded(one) && one.status !== 'paused')
    .sort((a, b) => earliestEnd(a) - earliestEnd(b));
  if (!next) throw nothingUpcoming(id);
  return next;
}

function nothingUpcoming(customer: string): StripeError {
  return new StripeError(404, {
    type: 'invalid_request_error',
    code: NOTHING_UPCOMING,
    message: `No upcoming invoices for customer: ${customer}`,
  });
}
