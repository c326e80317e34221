import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { newLine } from '../drafts/compose.ts';
import { linesOf } from '../drafts/lines.ts';
import { lineOfItem } from '../drafts/of-item.ts';
import { requireDraft, saveDraft } from '../drafts/save.ts';
import { fixCurrency } from '../reading/customer-currency.ts';
import { grantDiscounts } from '../reading/discounts.ts';
import { priceLine } from '../reading/priced.ts';
import { readTaxRates } from '../reading/tax-rates.ts';
import { makeInvoiceItem } from './make.ts';
import { ownTax } from './own-tax.ts';
import { checkPending } from './pending.ts';
import type { InvoiceItem } from './type.ts';

/** Parameters of an item; decimals are read as texts, whatever class the package types them as. */
type Params = Omit<Stripe.InvoiceItemCreateParams, 'unit_amount_decimal'> & { readonly unit_amount_decimal?: unknown };

/** Creates an invoice item by hand: on a draft, or to wait for the customer's next invoice. */
export async function createInvoiceItem(context: Context, params: Params): Promise<InvoiceItem> {
  const { work } = context;
  const draft = params.invoice === undefined ? undefined : await requireDraft(context, params.invoice);
  const customerId = params.customer ?? draft?.customer;
  if (!customerId) throw parameterMissing('customer');
  const customer = await work.require(customers, customerId, 'customer');
  if (draft && draft.customer !== customer.id) {
    throw invalidRequest(`The invoice ${draft.id} belongs to another customer.`, { param: 'invoice' });
  }
  const usual = draft?.currency ?? customer.currency ?? context.account.defaultCurrency;
  const priced = await priceLine(context, params, usual);
  if (draft && priced.currency !== draft.currency) {
    throw invalidRequest(
      `The currency of the invoice item (${priced.currency}) does not match the currency of the invoice (${draft.currency}).`,
      { param: 'currency' },
    );
  }
  if (!draft) await checkPending(context, customer.id, priced.currency);
  checkPeriod(params.period);
  const taxRates = params.tax_rates ? await readTaxRates(context, params.tax_rates, 'tax_rates') : null;
  const { discounts } = params;
  const granted = discounts
    ? await grantDiscounts(
        context,
        discounts,
        { customer: customer.id, invoice: draft?.id ?? null },
        { currency: priced.currency, subtotal: priced.amount },
      )
    : [];
  fixCurrency(context, customer, priced.currency);
  const item = makeInvoiceItem(context, {
    ...priced,
    customer,
    ...(params.period && { period: params.period }),
    ...(params.subscription !== undefined && { subscription: { id: params.subscription } }),
    ...(params.discountable !== undefined && { discountable: params.discountable }),
    discounts: granted,
    taxRates,
    metadata: mergeMetadata({}, params.metadata),
    tax: ownTax(params),
    ...(draft && { invoice: draft.id }),
  });
  if (draft) {
    const line = newLine(context, draft, lineOfItem(item));
    await saveDraft(context, draft, draft, [...linesOf(draft), line]);
  }
  return item;
}

/** Throws for a period that ends before it starts. */
export function checkPeriod(period: { readonly start: number; readonly end: number } | undefined, under = ''): void {
  if (!period || period.end >= period.start) return;
  throw invalidRequest('The end of a period must not be before its start.', {
    param: under === '' ? 'period[end]' : `${under}[period][end]`,
  });
}
