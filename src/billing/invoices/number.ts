import type { Customer } from '../../customers/type.ts';
import type { Invoice } from './type.ts';

/** Digits of a number's running part. */
const DIGITS = 4;

/**
 * Gives an invoice its number: the merchant's, or the customer's prefix and their next number. The customer is saved in
 * the commit that finalizes the invoice, so numbers have no gaps: https://docs.stripe.com/invoicing/customize#numbering
 */
export function numberFor(
  invoice: Invoice,
  customer: Customer,
): { readonly number: string; readonly customer: Customer } {
  const { number } = invoice.internal;
  if (number !== undefined) return { number, customer };
  const sequence = customer.next_invoice_sequence ?? 1;
  return {
    number: `${customer.invoice_prefix}-${String(sequence).padStart(DIGITS, '0')}`,
    customer: { ...customer, next_invoice_sequence: sequence + 1 },
  };
}
