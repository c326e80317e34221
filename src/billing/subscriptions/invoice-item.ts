import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { type InvoiceItem, invoiceItems } from '../invoice-items/type.ts';
import type { LinePricing } from '../invoices/type.ts';
import type { Period } from '../periods/period.ts';
import type { Subscription } from './type.ts';

/** The terms of an item that a subscription adds to its next invoice. Amounts are in the smallest unit. */
export interface ItemTerms {
  readonly amount: number;
  readonly description: string;
  readonly period: Period;
  readonly quantity: number;
  /** Null for prorations. */
  readonly pricing: LinePricing | null;
  /** The item of the subscription that it belongs to; absent for one-off prices. */
  readonly subscriptionItem?: string;
  /** The bill that a proration credits; absent for items that are none, null for debits. */
  readonly credits?: Stripe.InvoiceItem.ProrationDetails.CreditedItems | null;
  readonly discountable: boolean;
  readonly discounts?: readonly string[];
  /** Its own tax rates; null if those of the invoice apply. */
  readonly taxRates: readonly Stripe.TaxRate[] | null;
  readonly metadata?: Stripe.Metadata;
}

/** Adds an item to a subscription's next invoice. */
export function addItem({ work }: Context, subscription: Subscription, terms: ItemTerms): InvoiceItem {
  const { amount, quantity, subscriptionItem, credits, taxRates } = terms;
  const isProration = credits !== undefined;
  const item = work.insert(invoiceItems, {
    id: work.newId(invoiceItems.prefix),
    object: 'invoiceitem',
    amount,
    currency: subscription.currency,
    customer: subscription.customer,
    customer_account: null,
    date: work.now,
    description: terms.description,
    discountable: terms.discountable,
    discounts: [...(terms.discounts ?? [])],
    invoice: null,
    livemode: false,
    metadata: terms.metadata ?? {},
    net_amount: amount,
    parent: {
      subscription_details: {
        subscription: subscription.id,
        ...(subscriptionItem !== undefined && { subscription_item: subscriptionItem }),
      },
      type: 'subscription_details',
    },
    period: terms.period,
    pricing: terms.pricing,
    proration: isProration,
    ...(isProration && { proration_details: { credited_items: credits, discount_amounts: [] } }),
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: [...(taxRates ?? [])],
    test_clock: subscription.test_clock,
    internal: { waited: true, taxRates: taxRates && taxRates.length > 0 ? taxRates.map(({ id }) => id) : null },
  });
  work.emit('invoiceitem.created', item);
  return item;
}
