import type Stripe from 'stripe';
import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { linesOf } from '../drafts/lines.ts';
import type { InvoiceTerms, LineTerms } from '../drafts/type.ts';
import { type InvoiceItem, invoiceItems, subscriptionOfItem } from '../invoice-items/type.ts';
import type { Invoice } from '../invoices/type.ts';
import { countWords } from '../lines/describe.ts';
import { linesOfItem } from '../lines/of-item.ts';
import { type Anchor, type Period, periodAt, periodNumber } from '../periods/period.ts';
import { proratedAmount } from '../proration/amounts.ts';
import { activeDiscounts } from './discounts.ts';
import { type PriceFacts, pricingOf } from './facts.ts';
import type { Debit, Subscription, SubscriptionItem } from './type.ts';

/** The most pending items that one invoice takes. */
const MOST_PENDING = 250;

/** The anchor that a subscription's periods are counted from. */
export function anchorOfSubscription({
  billing_cycle_anchor: time,
  internal,
}: Pick<Subscription, 'billing_cycle_anchor' | 'internal'>): Anchor {
  return { time, day: internal.anchorDay };
}

/**
 * The lines of an item for a period that is billed in advance. A period that is shorter than its interval, as before the
 * first anchor, costs its part of it.
 */
export function linesInAdvance(
  { currency }: Pick<Subscription, 'currency'>,
  item: Pick<SubscriptionItem, 'id' | 'quantity' | 'discounts' | 'tax_rates' | 'metadata' | 'subscription'>,
  facts: PriceFacts,
  period: Period,
  anchor: Anchor,
): LineTerms[] {
  const whole = periodAt(anchor, facts.interval, period.end - 1);
  const [seconds, of] = [period.end - period.start, whole.end - whole.start];
  return linesFor(item, facts, period, (amount) =>
    seconds === of ? amount : proratedAmount(amount, seconds, of, currency),
  );
}

/**
 * The lines of an item for the time since a date that its subscription was backdated to, in classic billing: so many whole
 * periods, counted from that date, and a part of the next. https://docs.stripe.com/billing/subscriptions/backdating
 */
export function linesSince(
  { currency }: Pick<Subscription, 'currency'>,
  item: Pick<SubscriptionItem, 'id' | 'quantity' | 'discounts' | 'tax_rates' | 'metadata' | 'subscription'>,
  facts: PriceFacts,
  period: Period,
): LineTerms[] {
  const anchor: Anchor = { time: period.start };
  const whole = periodNumber(anchor, facts.interval, period.end);
  const last = periodAt(anchor, facts.interval, period.end);
  const [seconds, of] = [period.end - last.start, last.end - last.start];
  return linesFor(item, facts, period, (amount) => amount * whole + proratedAmount(amount, seconds, of, currency));
}

function linesFor(
  item: Pick<SubscriptionItem, 'id' | 'quantity' | 'discounts' | 'tax_rates' | 'metadata' | 'subscription'>,
  facts: PriceFacts,
  period: Period,
  part: (amount: number) => number,
): LineTerms[] {
  const quantity = item.quantity ?? 1;
  return linesOfItem(facts.terms, quantity, facts.sold, facts.interval).map((line) => ({
    amount: part(line.amount),
    description: line.description,
    period,
    quantity: line.quantity,
    pricing: pricingOf(facts, line.unitAmount),
    ...belongsTo(item),
  }));
}

/** The line of a trial, which is free. */
export function trialLine(
  item: Pick<SubscriptionItem, 'id' | 'quantity' | 'discounts' | 'tax_rates' | 'metadata' | 'subscription'>,
  facts: PriceFacts,
  period: Period,
  mode: string,
): LineTerms {
  const quantity = item.quantity ?? 1;
  const description =
    mode === 'classic' ? `Trial period for ${facts.sold.name}` : `Free trial for ${countWords(quantity, facts.sold)}`;
  return { amount: 0, description, period, quantity, pricing: pricingOf(facts, '0'), ...belongsTo(item) };
}

/** The fields that all lines of an item have in common. */
export function belongsTo(
  item: Pick<SubscriptionItem, 'id' | 'discounts' | 'tax_rates' | 'metadata' | 'subscription'>,
): Pick<LineTerms, 'parent' | 'subscription' | 'discounts' | 'taxRates' | 'metadata'> {
  return {
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: item.subscription,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    subscription: item.subscription,
    discounts: item.discounts,
    taxRates: item.tax_rates && item.tax_rates.length > 0 ? item.tax_rates.map(({ id }) => id) : null,
    metadata: item.metadata,
  };
}

/** The items that wait for an invoice of a subscription: its own, and those of its customer that name none; newest first. */
export async function pendingItems(
  { work }: Context,
  { id, customer, currency }: Subscription,
  { onlyOwn = false }: { readonly onlyOwn?: boolean } = {},
): Promise<InvoiceItem[]> {
  const waiting = await work.list(invoiceItems, { by: `pending/${customer}`, limit: MOST_PENDING });
  return waiting.filter((item) => {
    const of = subscriptionOfItem(item);
    return item.currency === currency && (of === id || (of === null && !onlyOwn));
  });
}

/** The terms of an invoice of a subscription. The subscription's discounts are in place of its customer's. */
export async function billOf(
  context: Context,
  subscription: Subscription,
  customer: Customer,
  bill: Pick<InvoiceTerms, 'billingReason' | 'lines' | 'autoAdvance'> & Partial<InvoiceTerms>,
): Promise<InvoiceTerms> {
  const { on_behalf_of: behalf, transfer_data: transfer, application_fee_percent: fee } = subscription;
  const own = await activeDiscounts(context, subscription.discounts, context.work.now);
  const discounts = own.length > 0 ? own.map(({ id }) => id) : customer.discount ? [customer.discount.id] : [];
  const { payment_settings: settings, invoice_settings: shown } = subscription;
  return {
    customer,
    currency: subscription.currency,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    collectionMethod: subscription.collection_method === 'send_invoice' ? 'send_invoice' : 'charge_automatically',
    daysUntilDue: subscription.days_until_due,
    discounts,
    defaultTaxRates: subscription.default_tax_rates ?? [],
    ...bill,
    fields: {
      account_tax_ids: shown.account_tax_ids,
      automatic_tax: automaticTaxOf(subscription),
      ...(shown.custom_fields && { custom_fields: shown.custom_fields }),
      ...(shown.description !== null && { description: shown.description }),
      ...(shown.footer !== null && { footer: shown.footer }),
      description: shown.description ?? null,
      issuer: shown.issuer,
      on_behalf_of: idOf(behalf),
      payment_settings: {
        default_mandate: null,
        // The options and types that the caller sent have the same names there.
        payment_method_options: (settings?.payment_method_options ??
          null) as Stripe.Invoice.PaymentSettings['payment_method_options'],
        payment_method_types: settings?.payment_method_types ?? null,
      },
      ...bill.fields,
    },
    internal: {
      ...(fee !== null && { applicationFeePercent: fee }),
      ...(transfer && {
        transferData: {
          destination: idOf(transfer.destination),
          ...(transfer.amount_percent !== null && { percent: transfer.amount_percent }),
        },
      }),
      ...bill.internal,
    },
  };
}

/** The automatic tax of a subscription's invoices, whose location is found when their amounts are. */
function automaticTaxOf({ automatic_tax: { enabled, liability } }: Subscription): Stripe.Invoice.AutomaticTax {
  if (!enabled) return { disabled_reason: null, enabled, liability: null, provider: null, status: null };
  return { disabled_reason: null, enabled, liability: liability ?? { type: 'self' }, provider: 'stripe', status: null };
}

/** The debits of an invoice for time of a subscription's items, by item. */
export function debitsOf(invoice: Invoice): Map<string, Debit[]> {
  const found = new Map<string, Debit[]>();
  for (const line of linesOf(invoice)) {
    const details = line.parent?.subscription_item_details;
    if (!details || details.proration || line.internal.metered) continue;
    const net = line.amount - (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
    const item = idOf(details.subscription_item);
    const before = found.get(item) ?? [];
    const same = before.find(({ start, end }) => start === line.period.start && end === line.period.end);
    const lines = same && 'lines' in same.billedBy ? same.billedBy.lines : [];
    const debit: Debit = {
      amount: net + (same?.amount ?? 0),
      quantity: (line.quantity ?? 0) + (same?.quantity ?? 0),
      price: idOf(line.pricing?.price_details.price) ?? '',
      start: line.period.start,
      end: line.period.end,
      billedBy: { invoice: invoice.id, lines: [...lines, line.id] },
    };
    found.set(item, [...before.filter((other) => other !== same), debit]);
  }
  return found;
}

/** A subscription that knows what an invoice billed, without what is over at a moment. */
export function withDebits(subscription: Subscription, invoice: Invoice, now: number): Subscription {
  const debits: Record<string, Debit[]> = {};
  const billed = debitsOf(invoice);
  for (const { id } of subscription.items.data) {
    const all = [...(subscription.internal.debits[id] ?? []), ...(billed.get(id) ?? [])];
    const open = all.filter(({ end, amount }) => end > now && amount !== 0);
    if (open.length > 0) debits[id] = open;
  }
  return { ...subscription, internal: { ...subscription.internal, debits } };
}
