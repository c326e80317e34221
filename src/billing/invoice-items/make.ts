import type Stripe from 'stripe';
import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { LinePricing, OwnTax } from '../invoices/type.ts';
import { type InvoiceItem, invoiceItems } from './type.ts';

/** The plain terms of an item. What is not given has no effect on it. */
export interface ItemTerms {
  readonly customer: Pick<Customer, 'id' | 'test_clock'>;
  /** In the smallest unit; negative for a credit. */
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  /** Seconds since epoch; now for both ends unless given. */
  readonly period?: { readonly start: number; readonly end: number };
  /** 1 unless given. */
  readonly quantity?: number;
  readonly pricing: LinePricing | null;
  /** The subscription that it belongs to, and the subscription's item for a proration. */
  readonly subscription?: { readonly id: string; readonly item?: string };
  /** The proration that it is, and the lines that it credits. */
  readonly proration?: Stripe.InvoiceItem.ProrationDetails;
  /** True unless given; prorations are not. */
  readonly discountable?: boolean;
  /** Ids of its own discounts. */
  readonly discounts?: readonly string[];
  /** Its own tax rates; null or absent if those of its invoice apply. */
  readonly taxRates?: readonly Stripe.TaxRate[] | null;
  readonly metadata?: Stripe.Metadata;
  readonly tax?: OwnTax | undefined;
  /** The draft that it is created on; without one it waits for the next invoice. */
  readonly invoice?: string;
}

/** Adds an invoice item and emits `invoiceitem.created`. The draft that it is created on is not changed here. */
export function makeInvoiceItem({ work }: Context, terms: ItemTerms): InvoiceItem {
  const { subscription, proration } = terms;
  const quantity = terms.quantity ?? 1;
  const item = work.insert(invoiceItems, {
    id: work.newId(invoiceItems.prefix),
    object: 'invoiceitem',
    amount: terms.amount,
    currency: terms.currency,
    customer: terms.customer.id,
    customer_account: null,
    date: work.now,
    description: terms.description,
    discountable: terms.discountable ?? proration === undefined,
    discounts: [...(terms.discounts ?? [])],
    invoice: terms.invoice ?? null,
    livemode: false,
    metadata: terms.metadata ?? {},
    net_amount: terms.amount,
    parent: subscription
      ? {
          subscription_details: {
            subscription: subscription.id,
            ...(subscription.item !== undefined && { subscription_item: subscription.item }),
          },
          type: 'subscription_details',
        }
      : null,
    period: terms.period ?? { start: work.now, end: work.now },
    pricing: terms.pricing,
    proration: proration !== undefined,
    ...(proration && { proration_details: proration }),
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: [...(terms.taxRates ?? [])],
    test_clock: typeof terms.customer.test_clock === 'string' ? terms.customer.test_clock : null,
    internal: {
      waited: terms.invoice === undefined,
      taxRates: terms.taxRates?.map(({ id }) => id) ?? null,
      ...(terms.tax && { tax: terms.tax }),
    },
  });
  work.emit('invoiceitem.created', item);
  return item;
}
