import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { LinePricing, OwnTax } from '../invoices/type.ts';

/** Terms of an invoice item that are not shown. */
interface ItemInternal {
  /** True if the item waited for an invoice; false if it was created on one and is deleted with that. */
  readonly waited: boolean;
  /** Ids of its own tax rates; null if those of its invoice apply. */
  readonly taxRates: readonly string[] | null;
  readonly tax?: OwnTax;
}

/** An item that is billed with the next invoice of its customer. `amount` is in the smallest unit. */
export type InvoiceItem = Omit<
  Stored<Stripe.InvoiceItem, ItemInternal>,
  'discounts' | 'pricing' | 'quantity_decimal' | 'customer'
> & {
  readonly customer: string;
  readonly discounts: string[];
  readonly pricing: LinePricing | null;
  readonly quantity_decimal: string;
};

/** The subscription that an item belongs to; null for others. */
export function subscriptionOfItem({ parent }: Pick<InvoiceItem, 'parent'>): string | null {
  return parent?.subscription_details?.subscription ?? null;
}

export const invoiceItems: ResourceType<InvoiceItem> = {
  object: 'invoiceitem',
  prefix: 'ii',
  noun: 'invoiceitem',
  idParam: 'invoiceitem',
  filters: {
    invoice: { listed: true },
    pending: { listed: true, of: ({ customer, invoice }) => (invoice === null ? customer : null) },
    customer: { listed: true },
    is_pending: { of: ({ invoice }) => invoice === null },
  },
};
