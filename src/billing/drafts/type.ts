import type Stripe from 'stripe';
import type { Customer } from '../../customers/type.ts';
import type { InvoiceItem } from '../invoice-items/type.ts';
import type { Invoice, InvoiceInternal, LinePricing, OwnTax } from '../invoices/type.ts';

/** The plain terms of one line. What is not given has no effect on it. */
export interface LineTerms {
  /** In the smallest unit, before discounts and exclusive taxes; negative for a credit. */
  readonly amount: number;
  readonly description: string | null;
  /** Seconds since epoch. */
  readonly period: { readonly start: number; readonly end: number };
  readonly quantity: number | null;
  readonly pricing: LinePricing | null;
  readonly parent: Stripe.InvoiceLineItem.Parent | null;
  readonly subscription?: string | null;
  /** True unless given. */
  readonly discountable?: boolean;
  /** Ids of the line's own discounts, which come before those of the invoice. */
  readonly discounts?: readonly string[];
  /** Ids of the line's own tax rates; null or absent if the invoice's apply. */
  readonly taxRates?: readonly string[] | null;
  readonly metadata?: Stripe.Metadata;
  /** For automatic tax. */
  readonly tax?: OwnTax;
  /** Set for usage in arrears, which billing credits may pay. */
  readonly metered?: true;
  /** The usage of its period that was billed before. */
  readonly usedBefore?: number;
}

/** The thresholds that an invoice was made for: an amount in the smallest unit, and usage by subscription item. */
export interface ReachedThresholds {
  readonly amount: number | null;
  readonly usage: ReadonlyMap<string, number>;
}

/** The plain terms of an invoice, from which a draft or a preview is made. */
export interface InvoiceTerms {
  readonly customer: Customer;
  /** ISO 4217, lower case. */
  readonly currency: string;
  readonly billingReason: Stripe.Invoice.BillingReason;
  /** In the order of the invoice: pending items, then subscription items. */
  readonly lines: readonly LineTerms[];
  /** Pending items that are billed with it; their lines come first. */
  readonly items?: readonly InvoiceItem[];
  readonly parent?: Stripe.Invoice.Parent | null;
  /** Seconds since epoch; now for both ends unless given. */
  readonly period?: { readonly start: number; readonly end: number };
  readonly collectionMethod?: 'charge_automatically' | 'send_invoice';
  readonly daysUntilDue?: number | null;
  readonly dueDate?: number | null;
  /** True if Florin finalizes and collects it by itself. */
  readonly autoAdvance: boolean;
  /** Time when an automatic draft is finalized, in seconds since epoch: an hour from now unless given. */
  readonly finalizesAt?: number;
  /** Ids of discounts, in order. */
  readonly discounts?: readonly string[];
  readonly defaultTaxRates?: readonly Stripe.TaxRate[];
  readonly thresholds?: ReachedThresholds;
  readonly fields?: Partial<
    Pick<
      Invoice,
      | 'account_tax_ids'
      | 'automatic_tax'
      | 'custom_fields'
      | 'default_payment_method'
      | 'default_source'
      | 'description'
      | 'effective_at'
      | 'footer'
      | 'from_invoice'
      | 'issuer'
      | 'metadata'
      | 'on_behalf_of'
      | 'payment_settings'
      | 'rendering'
      | 'shipping_cost'
      | 'shipping_details'
      | 'statement_descriptor'
    >
  >;
  readonly internal?: Partial<InvoiceInternal>;
  /** Completes the invoice before it is added up, for example with the parameters of a call. */
  complete?(blank: Invoice): Promise<Invoice>;
}
