import type Stripe from 'stripe';
import { type InvoiceItem, subscriptionOfItem } from '../invoice-items/type.ts';
import type { LineTerms } from './type.ts';

/** The line that an item becomes on an invoice. */
export function lineOfItem(item: InvoiceItem): LineTerms {
  return {
    amount: item.amount,
    description: item.description,
    period: item.period,
    quantity: item.quantity,
    pricing: item.proration ? null : item.pricing,
    parent: parentOf(item),
    subscription: subscriptionOfItem(item),
    discountable: item.discountable,
    discounts: item.discounts,
    taxRates: item.internal.taxRates,
    metadata: item.metadata ?? {},
    ...(item.internal.tax && { tax: item.internal.tax }),
  };
}

/** Items of a subscription's own item (prorations) name it; others name themselves. */
function parentOf(item: InvoiceItem): Stripe.InvoiceLineItem.Parent {
  const subscription = subscriptionOfItem(item);
  const subscriptionItem = item.parent?.subscription_details?.subscription_item;
  const details = {
    invoice_item: item.id,
    proration: item.proration,
    proration_details: item.proration_details ? { credited_items: creditedLines(item) } : { credited_items: null },
    subscription,
  };
  if (subscriptionItem === undefined) {
    return { invoice_item_details: details, subscription_item_details: null, type: 'invoice_item_details' };
  }
  return {
    invoice_item_details: null,
    subscription_item_details: { ...details, subscription_item: subscriptionItem },
    type: 'subscription_item_details',
  };
}

/** The lines that a proration credits, where they were billed already. */
function creditedLines({ proration_details: details }: InvoiceItem) {
  const { invoice, invoice_line_items: lines } = details?.credited_items?.invoice_line_item_details ?? {};
  return invoice === undefined || lines === undefined ? null : { invoice, invoice_line_items: lines };
}
