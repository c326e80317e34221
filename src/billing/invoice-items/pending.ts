import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { type InvoiceItem, invoiceItems, subscriptionOfItem } from './type.ts';

/** The most pending items of a customer, and of a subscription: https://docs.stripe.com/api/invoiceitems */
export const MOST_PENDING = 250;

/** The items of a customer that wait for an invoice, newest first. */
export function pendingItems({ work }: Context, customer: string): Promise<InvoiceItem[]> {
  return work.list(invoiceItems, { by: `pending/${customer}`, limit: MOST_PENDING });
}

/** The pending items that an invoice of a subscription bills: its own, and those that name no subscription. */
export async function pendingItemsFor(
  context: Context,
  customer: string,
  subscription: string,
  currency: string,
): Promise<InvoiceItem[]> {
  const items = await pendingItems(context, customer);
  return items.filter((item) => {
    const owner = subscriptionOfItem(item);
    return item.currency === currency && (owner === null || owner === subscription);
  });
}

/** Throws if a customer has pending items in another currency, or as many as they may have. */
export async function checkPending(context: Context, customer: string, currency: string): Promise<void> {
  const items = await pendingItems(context, customer);
  if (items.length >= MOST_PENDING) {
    throw invalidRequest(
      `This customer already has ${MOST_PENDING} pending invoice items. Create an invoice of them, or delete some.`,
    );
  }
  const other = items.find((item) => item.currency !== currency);
  if (!other) return;
  throw invalidRequest(
    `You cannot combine currencies on a single customer. This customer has had a subscription, coupon, or invoice item with currency ${other.currency}`,
    { param: 'currency' },
  );
}
