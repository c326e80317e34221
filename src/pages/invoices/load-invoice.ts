import type Stripe from 'stripe';
import { readAddress } from '../../billing/invoices/addresses.ts';
import { type Invoice, invoices } from '../../billing/invoices/type.ts';
import { taxIds } from '../../customers/tax-ids/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { Engine } from '../../kernel/engine.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import { type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import { taxRates } from '../../products/tax-rates/type.ts';

/** All that an invoice's page and its PDF show. */
export interface InvoiceFacts {
  readonly invoice: Invoice;
  readonly merchant: string;
  readonly intent: PaymentIntent | undefined;
  /** The customer's saved methods that the invoice can be paid with. */
  readonly saved: readonly PaymentMethod[];
  /** The merchant's tax IDs on it. */
  readonly ownTaxIds: readonly string[];
  /** The tax rates of the invoice, by id. */
  readonly rates: ReadonlyMap<string, Stripe.TaxRate>;
}

/** The most saved methods that are offered. */
const MOST_SAVED = 10;

/** Loads the invoice of an address; undefined if its secret is wrong or the invoice is a draft, which has no page. */
export async function loadInvoice(engine: Engine, account: string, key: string): Promise<InvoiceFacts | undefined> {
  const address = readAddress(account, key);
  if (!address) return undefined;
  return engine.asAccount(account, `invoice:${address.id}`, (context) => factsOf(context, address.id, address.secret));
}

/** As `loadInvoice`, in a decision that is there already. */
export async function factsOf(context: Context, id: string, secret: string): Promise<InvoiceFacts | undefined> {
  const { work, account } = context;
  const invoice = await work.get(invoices, id);
  if (!invoice || invoice.internal.key !== secret || invoice.status === 'draft') return undefined;
  const { payment } = invoice.internal;
  const intent = payment && (await work.get(paymentIntents, payment.intent));
  const saved = await work.list(paymentMethods, { by: `customer/${invoice.customer}`, limit: MOST_SAVED });
  const rates = new Map<string, Stripe.TaxRate>();
  for (const { tax_rate_details: details } of invoice.total_taxes ?? []) {
    const rate = details && (await work.get(taxRates, details.tax_rate));
    if (rate) rates.set(rate.id, rate);
  }
  const own = await Promise.all((invoice.account_tax_ids ?? []).map((taxId) => work.get(taxIds, String(taxId))));
  return {
    invoice,
    merchant: account.displayName,
    ownTaxIds: own.flatMap((found) => (found ? [found.value] : [])),
    intent,
    saved: saved.filter(({ type }) => intent?.payment_method_types.includes(type)),
    rates,
  };
}
