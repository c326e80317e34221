import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { linesOf } from '../drafts/lines.ts';
import type { LineTerms } from '../drafts/type.ts';
import { customerOf } from './customer.ts';
import { makeDraft } from './draft.ts';
import { withFields } from './fields.ts';
import { type Invoice, invoices } from './type.ts';

/**
 * Creates a draft that replaces a finalized invoice with a corrected one; finalizing it voids the original.
 * https://docs.stripe.com/invoicing/invoice-edits
 */
export async function revise(
  context: Context,
  params: Stripe.InvoiceCreateParams,
  from: Stripe.InvoiceCreateParams.FromInvoice,
): Promise<Invoice> {
  const original = await context.work.require(invoices, from.invoice, 'from_invoice[invoice]');
  if (original.status !== 'open' && original.status !== 'uncollectible') {
    throw invalidRequest(
      `Only open and uncollectible invoices can be revised; ${original.id} has the status ${original.status}.`,
      { param: 'from_invoice[invoice]' },
    );
  }
  return makeDraft(context, {
    customer: await customerOf(context, original),
    currency: original.currency,
    billingReason: 'manual',
    lines: linesOf(original).map(copyOf),
    collectionMethod: original.collection_method === 'send_invoice' ? 'send_invoice' : 'charge_automatically',
    daysUntilDue: original.internal.daysUntilDue,
    dueDate: original.internal.daysUntilDue === null ? original.due_date : null,
    autoAdvance: params.auto_advance ?? false,
    discounts: original.discounts,
    defaultTaxRates: original.default_tax_rates,
    parent: original.parent,
    period: { start: original.period_start, end: original.period_end },
    fields: {
      custom_fields: original.custom_fields,
      default_payment_method: original.default_payment_method,
      description: original.description,
      footer: original.footer,
      from_invoice: { action: 'revision', invoice: original.id },
      metadata: original.metadata,
      on_behalf_of: original.on_behalf_of,
      payment_settings: original.payment_settings,
      rendering: original.rendering,
      shipping_cost: original.shipping_cost,
      shipping_details: original.shipping_details,
      statement_descriptor: original.statement_descriptor,
    },
    complete: (blank) => withFields(context, blank, params),
  });
}

function copyOf({ internal, ...line }: ReturnType<typeof linesOf>[number]): LineTerms {
  return {
    amount: line.amount,
    description: line.description,
    period: line.period,
    quantity: line.quantity,
    pricing: line.pricing,
    parent: line.parent,
    subscription: typeof line.subscription === 'string' ? line.subscription : null,
    discountable: line.discountable,
    discounts: line.discounts,
    taxRates: internal.taxRates,
    metadata: line.metadata,
  };
}
