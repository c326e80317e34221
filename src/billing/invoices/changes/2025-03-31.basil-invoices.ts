import { isHash } from '../../../kernel/hash.ts';
import type { Json, JsonObject, Lookup, VersionChange } from '../../../kernel/version-change.ts';

/** Fields that are read from what is stored, or of the invoice's payment. */
const LOADED = ['application_fee_amount', 'charge', 'discount', 'payment_intent', 'transfer_data'] as const;

/** https://docs.stripe.com/changelog/basil/2025-03-31/invoice-supports-multiple-partial-payments */
export const paymentsOfInvoices: VersionChange = {
  version: '2025-03-31.basil',
  description:
    'Invoices list their `payments` and reference their subscription in `parent`; they no longer have `payment_intent`, `charge`, `paid`, `paid_out_of_band`, `subscription`, `subscription_details`, `quote`, `discount`, `tax`, `total_tax_amounts`, `application_fee_amount` and `transfer_data`.',
  expandable: {
    invoice: {
      charge: { kind: 'expandable', names: ['charge'] },
      discount: { kind: 'object', names: ['discount'] },
      payment_intent: { kind: 'expandable', names: ['payment_intent'] },
      subscription: { kind: 'expandable', names: ['subscription'] },
    },
  },
  load: { invoice: addPayment },
  response: { invoice: restoreFields },
};

async function addPayment(invoice: JsonObject, lookup: Lookup): Promise<void> {
  for (const field of LOADED) invoice[field] ??= (await lookup.include(invoice, field)) ?? null;
}

function restoreFields(invoice: JsonObject): void {
  const { amount_paid_off_stripe: elsewhere, parent, status, total_taxes: taxes } = invoice;
  if (status !== undefined) invoice.paid = status === 'paid';
  if (elsewhere !== undefined) invoice.paid_out_of_band = typeof elsewhere === 'number' && elsewhere > 0;
  if (parent !== undefined) {
    const details = isHash(parent) ? (parent as JsonObject).subscription_details : undefined;
    const found = isHash(details) ? (details as JsonObject) : undefined;
    invoice.subscription ??= found?.subscription ?? null;
    invoice.subscription_details = found ? { metadata: found.metadata ?? {} } : { metadata: null };
    invoice.quote = null;
  }
  if (Array.isArray(taxes)) {
    invoice.total_tax_amounts = taxes.map(taxAmountOf);
    invoice.tax = taxes.length === 0 ? null : taxes.reduce<number>((sum, tax) => sum + amountIn(tax), 0);
  }
}

/** A tax in its older form: https://docs.stripe.com/api/invoices/object?api-version=2025-02-24.acacia */
export function taxAmountOf(tax: Json): Json {
  if (!isHash(tax)) return tax;
  const {
    amount,
    tax_behavior: behavior,
    tax_rate_details: details,
    taxability_reason: reason,
    taxable_amount: taxable,
  } = tax as JsonObject;
  return {
    amount: amount ?? 0,
    inclusive: behavior === 'inclusive',
    tax_rate: (isHash(details) ? (details as JsonObject).tax_rate : undefined) ?? '',
    taxability_reason: reason === 'not_available' ? null : (reason ?? null),
    taxable_amount: taxable ?? null,
  };
}

function amountIn(tax: Json): number {
  const amount = isHash(tax) ? tax.amount : undefined;
  return typeof amount === 'number' ? amount : 0;
}
