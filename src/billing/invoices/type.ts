import type Stripe from 'stripe';
import { type Entity, idOf, type ResourceType, type Stored } from '../../kernel/entity.ts';

/** The price of a line; decimals are texts, as the API sends them. */
export interface LinePricing {
  readonly price_details: { readonly price: string; readonly product: string };
  readonly type: 'price_details';
  readonly unit_amount_decimal: string | null;
}

/** The tax code and behavior of what a line sells, in place of those of its product and its price. */
export interface OwnTax {
  readonly code?: string;
  readonly behavior?: string;
}

/** Terms of a line that are not shown. */
export interface LineInternal {
  /** Ids of its own tax rates; null if those of the invoice apply. */
  readonly taxRates: readonly string[] | null;
  /** Taxes that the merchant computed, in place of rates. */
  readonly taxes?: readonly Stripe.InvoiceLineItem.Tax[];
  /** Set if its usage is billed in arrears: billing credits apply to such lines alone. */
  readonly metered?: true;
  /** For automatic tax. */
  readonly tax?: OwnTax;
  /** The usage of the same period that was billed before, when it reached a threshold. */
  readonly usedBefore?: number;
  /** Billing credits that pay a part of it before taxes, in the smallest unit. */
  readonly credits?: readonly { readonly amount: number; readonly transaction: string }[];
}

/** A line of an invoice. `amount` is before discounts and exclusive taxes, in the smallest unit. */
export type InvoiceLine = Omit<
  Stored<Stripe.InvoiceLineItem, LineInternal>,
  'pricing' | 'quantity_decimal' | 'discounts'
> & {
  readonly discounts: string[];
  readonly pricing: LinePricing | null;
  readonly quantity_decimal: string | null;
};

/** Fields stored with an invoice that are never returned. */
export interface InvoiceInternal {
  /** Random part of the addresses of its page and its PDF. */
  readonly key: string;
  /** The lines beyond those that are embedded. */
  readonly more: readonly InvoiceLine[];
  /** The terms of each line, by its id. */
  readonly terms: Readonly<Record<string, LineInternal>>;
  /** Days after finalization until a sent invoice is due, unless `due_date` was set. */
  readonly daysUntilDue: number | null;
  /** The change of its customer's balance at finalization, in the smallest unit; negative if it left them a credit. */
  readonly balanceApplied: number;
  /** Set when it is finalized: what moves it is in the books of Billing. Absent for invoices that are older than these. */
  readonly booked?: true;
  /** The default payment (`inpay_…`) and its PaymentIntent; absent if there is nothing to pay. */
  readonly payment?: {
    readonly id: string;
    readonly intent: string;
    /** Unsuccessful attempts of the PaymentIntent that the invoice has counted. */
    readonly attempts: number;
    /** The bank's result of the last attempt is not here yet. */
    readonly pending?: true;
  };
  /** Time of the first attempt to collect it, in seconds since epoch; retries count from it. */
  readonly firstAttemptAt?: number;
  /** The payment method that the last attempt was declined for good on: it is not tried again. */
  readonly hopeless?: string;
  /** Set if Florin wrote it off by itself, after which its subscription stays unpaid. */
  readonly writtenOff?: true;
  /** Credit notes so far; numbers of voided ones are not used again. */
  readonly creditNotes: number;
  /** The number that the merchant chose. */
  readonly number?: string;
  readonly applicationFeeAmount?: number;
  /** Of 100, at most two decimals. */
  readonly applicationFeePercent?: number;
  /** `percent` is the part of what is due that is transferred, of 100; all of it without both. */
  readonly transferData?: { readonly destination: string; readonly amount?: number; readonly percent?: number };
}

/** An invoice as stored: the first ten lines embedded, the others in `internal.more`. */
export type Invoice = Omit<Stored<Stripe.Invoice, InvoiceInternal>, 'lines' | 'discounts'> & {
  readonly discounts: string[];
  readonly lines: Omit<Stripe.ApiList<Stripe.InvoiceLineItem>, 'data'> & {
    readonly data: Omit<InvoiceLine, 'internal'>[];
    readonly total_count: number;
  };
} & Entity;

/** The id of the subscription that an invoice is of; null for others. */
export function subscriptionOf({ parent }: Pick<Invoice, 'parent'>): string | null {
  return idOf(parent?.subscription_details?.subscription);
}

export const invoices: ResourceType<Invoice> = {
  object: 'invoice',
  prefix: 'in',
  noun: 'invoice',
  idParam: 'invoice',
  clockOf: ({ test_clock: clock }) => idOf(clock),
  filters: {
    subscription: { listed: true, of: subscriptionOf },
    customer: { listed: true },
    status: { listed: true },
    collection_method: { listed: true },
    due_date: { kind: 'numeric' },
    on_clock: { of: ({ test_clock: clock }) => clock !== null },
    created: { kind: 'numeric' },
  },
  // https://docs.stripe.com/search#query-fields-for-invoices
  search: {
    path: '/v1/invoices/search',
    edition: 1,
    fields: {
      created: 'numeric',
      currency: 'token',
      customer: 'token',
      last_finalization_error_code: { kind: 'token', of: (invoice) => invoice.last_finalization_error?.code },
      last_finalization_error_type: { kind: 'token', of: (invoice) => invoice.last_finalization_error?.type },
      number: 'string',
      receipt_number: 'string',
      status: { kind: 'token', values: ['draft', 'open', 'paid', 'uncollectible', 'void'] },
      subscription: { kind: 'token', of: subscriptionOf },
      total: 'numeric',
    },
  },
};
