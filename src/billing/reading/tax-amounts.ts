import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { createTaxRate } from '../../products/tax-rates/tax-rates.ts';

/** The most taxes of a line: https://docs.stripe.com/api/invoices/add_lines */
const MOST_TAXES = 10;

type Given = Stripe.InvoiceAddLinesParams.Line.TaxAmount;

/** Returns the taxes that a merchant computed for a line. Each gets a tax rate of its own, which nothing else can use. */
export async function readTaxAmounts(
  context: Context,
  given: readonly Given[],
  param: string,
): Promise<Stripe.InvoiceLineItem.Tax[]> {
  if (given.length > MOST_TAXES) {
    throw invalidRequest(`A line can have at most ${MOST_TAXES} tax amounts, but you passed ${given.length}.`, {
      param,
    });
  }
  const taxes: Stripe.InvoiceLineItem.Tax[] = [];
  for (const [
    index,
    { amount, tax_rate_data: data, taxability_reason: reason, taxable_amount: taxable },
  ] of given.entries()) {
    const under = `${param}[${index}][tax_rate_data]`;
    const { jurisdiction_level: _, ...rate } = data;
    const { id, inclusive } = await createTaxRate(context, { ...rate, active: false }, under);
    taxes.push({
      amount,
      tax_behavior: inclusive ? 'inclusive' : 'exclusive',
      tax_rate_details: { tax_rate: id },
      taxability_reason: reason ?? 'not_available',
      taxable_amount: taxable,
      type: 'tax_rate_details',
    });
  }
  return taxes;
}
