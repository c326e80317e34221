import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { define } from '../../kernel/operation.ts';
import { newLine } from '../drafts/compose.ts';
import { linesOf } from '../drafts/lines.ts';
import { lineOfItem } from '../drafts/of-item.ts';
import { checkDraft, saveDraft } from '../drafts/save.ts';
import { billItem, releaseItem } from '../invoice-items/bill.ts';
import { checkPeriod } from '../invoice-items/create.ts';
import { makeInvoiceItem } from '../invoice-items/make.ts';
import { type InvoiceItem, invoiceItems } from '../invoice-items/type.ts';
import { itemOfLine } from '../invoice-items/update.ts';
import { grantDiscounts } from '../reading/discounts.ts';
import { type PriceableParams, priceLine } from '../reading/priced.ts';
import { readTaxAmounts } from '../reading/tax-amounts.ts';
import { readTaxRates } from '../reading/tax-rates.ts';
import { customerOf } from './customer.ts';
import { type Invoice, type InvoiceLine, invoices } from './type.ts';

type Added = Stripe.InvoiceAddLinesParams.Line;
type Changed = Stripe.InvoiceUpdateLinesParams.Line;

export const listInvoiceLines = define('GET /v1/invoices/{invoice}/lines', async ({ work }, params, path) => {
  const invoice = await work.require(invoices, path.invoice);
  return pageOfItems(linesOf(invoice), params, `/v1/invoices/${invoice.id}/lines`, 'line_item');
});

export const addInvoiceLines = define(
  'POST /v1/invoices/{invoice}/add_lines',
  async (context, params, path) => {
    const draft = await draftOf(context, path.invoice);
    const added: InvoiceLine[] = [];
    for (const [index, line] of params.lines.entries()) {
      added.push(await addedLine(context, draft, line, `lines[${index}]`));
    }
    return saveDraft(context, draft, withMetadata(draft, params.invoice_metadata), [...linesOf(draft), ...added]);
  },
  { lock: 'invoice' },
);

export const updateInvoiceLines = define(
  'POST /v1/invoices/{invoice}/update_lines',
  async (context, params, path) => {
    const draft = await draftOf(context, path.invoice);
    let lines = linesOf(draft);
    for (const [index, change] of params.lines.entries()) {
      const under = `lines[${index}]`;
      const line = lineIn(lines, change.id, `${under}[id]`);
      const changed = await changedLine(context, draft, line, change, under);
      lines = lines.map((one) => (one.id === line.id ? changed : one));
    }
    return saveDraft(context, draft, withMetadata(draft, params.invoice_metadata), lines);
  },
  { lock: 'invoice' },
);

export const updateInvoiceLine = define(
  'POST /v1/invoices/{invoice}/lines/{line_item_id}',
  async (context, params, path) => {
    const draft = await draftOf(context, path.invoice);
    const lines = linesOf(draft);
    const line = lineIn(lines, path.line_item_id, 'line_item_id', 404);
    const changed = await changedLine(context, draft, line, params, '');
    const saved = await saveDraft(
      context,
      draft,
      draft,
      lines.map((one) => (one.id === line.id ? changed : one)),
    );
    return lineIn(linesOf(saved), line.id, 'line_item_id');
  },
  { lock: 'invoice' },
);

export const removeInvoiceLines = define(
  'POST /v1/invoices/{invoice}/remove_lines',
  async (context, params, path) => {
    const draft = await draftOf(context, path.invoice);
    let lines = linesOf(draft);
    for (const [index, { id, behavior }] of params.lines.entries()) {
      const line = lineIn(lines, id, `lines[${index}][id]`);
      await dropItem(context, line, behavior);
      lines = lines.filter((one) => one.id !== line.id);
    }
    return saveDraft(context, draft, withMetadata(draft, params.invoice_metadata), lines);
  },
  { lock: 'invoice' },
);

async function draftOf({ work }: Context, id: string): Promise<Invoice> {
  const invoice = await work.require(invoices, id);
  checkDraft(invoice);
  return invoice;
}

function withMetadata(draft: Invoice, given: Stripe.InvoiceAddLinesParams['invoice_metadata']): Invoice {
  return { ...draft, metadata: mergeMetadata(draft.metadata, given) };
}

function lineIn(lines: readonly InvoiceLine[], id: string, param: string, status: 400 | 404 = 400): InvoiceLine {
  const found = lines.find((line) => line.id === id);
  if (found) return found;
  throw resourceMissing('line_item', id, param, status);
}

/** A line for a pending item, or for a new one. */
async function addedLine(context: Context, draft: Invoice, given: Added, under: string): Promise<InvoiceLine> {
  const { work } = context;
  if (given.invoice_item !== undefined) {
    const item = await work.require(invoiceItems, given.invoice_item, `${under}[invoice_item]`);
    checkBillable(draft, item, `${under}[invoice_item]`);
    return newLine(context, draft, lineOfItem(billItem(context, item, draft.id)));
  }
  checkPeriod(given.period, under);
  const customer = await customerOf(context, draft);
  const priced = await priceLine(context, given as PriceableParams, draft.currency, under);
  checkCurrency(draft, priced.currency, under);
  const item = makeInvoiceItem(context, {
    ...priced,
    customer,
    ...(given.period && { period: given.period }),
    ...(given.discountable !== undefined && { discountable: given.discountable }),
    discounts: given.discounts
      ? await grantDiscounts(
          context,
          given.discounts,
          { customer: customer.id, invoice: draft.id },
          { currency: draft.currency, subtotal: priced.amount },
          { param: `${under}[discounts]` },
        )
      : [],
    taxRates: given.tax_rates ? await readTaxRates(context, given.tax_rates, `${under}[tax_rates]`) : null,
    metadata: mergeMetadata({}, given.metadata),
    invoice: draft.id,
  });
  const line = newLine(context, draft, lineOfItem(item));
  return withTaxAmounts(context, line, given.tax_amounts, `${under}[tax_amounts]`);
}

/** A line with taxes that the merchant computed; '' lets its rates apply again. */
async function withTaxAmounts(
  context: Context,
  line: InvoiceLine,
  given: Added['tax_amounts'],
  param: string,
): Promise<InvoiceLine> {
  if (given === undefined) return line;
  const { taxes: _, ...rated } = line.internal;
  if (!given) return { ...line, internal: rated };
  return { ...line, internal: { ...rated, taxes: await readTaxAmounts(context, given, param) } };
}

function checkBillable(draft: Invoice, item: InvoiceItem, param: string): void {
  if (item.customer !== draft.customer) {
    throw invalidRequest(`The invoice item ${item.id} belongs to another customer.`, { param });
  }
  if (item.invoice !== null) {
    throw invalidRequest(`The invoice item ${item.id} is already on the invoice ${String(item.invoice)}.`, { param });
  }
  checkCurrency(draft, item.currency, param);
}

function checkCurrency(draft: Invoice, currency: string, param: string): void {
  if (currency === draft.currency) return;
  throw invalidRequest(`This invoice is in ${draft.currency}, not in ${currency}.`, { param });
}

const PRICED = ['amount', 'pricing', 'price_data', 'quantity', 'quantity_decimal'] as const;

/** A line after an update. What it says of a price replaces the line's; a quantity alone keeps it. */
async function changedLine(
  context: Context,
  draft: Invoice,
  line: InvoiceLine,
  given: Omit<Changed, 'id'>,
  under: string,
): Promise<InvoiceLine> {
  checkPeriod(given.period, under);
  const at = (name: string) => (under === '' ? name : `${under}[${name}]`);
  const priced = PRICED.some((name) => given[name] !== undefined)
    ? await reprice(context, draft, line, given, under)
    : {};
  const { discounts, tax_rates: rates } = given;
  const taxRates = rates ? (await readTaxRates(context, rates, at('tax_rates'))).map(({ id }) => id) : null;
  const changed: InvoiceLine = {
    ...line,
    ...priced,
    ...(given.description !== undefined && { description: given.description || null }),
    discountable: given.discountable ?? line.discountable,
    ...(discounts !== undefined && {
      discounts: discounts
        ? await grantDiscounts(
            context,
            discounts,
            { customer: draft.customer, invoice: draft.id },
            { currency: draft.currency, subtotal: line.amount },
            { present: line.discounts, param: at('discounts') },
          )
        : [],
    }),
    metadata: mergeMetadata(line.metadata, given.metadata),
    period: given.period ?? line.period,
    internal: { ...line.internal, taxRates: rates === undefined ? line.internal.taxRates : taxRates },
  };
  return withTaxAmounts(context, changed, given.tax_amounts, at('tax_amounts'));
}

async function reprice(
  context: Context,
  draft: Invoice,
  line: InvoiceLine,
  given: Omit<Changed, 'id'>,
  under: string,
): Promise<Pick<InvoiceLine, 'amount' | 'pricing' | 'quantity' | 'quantity_decimal'>> {
  const names = given.amount !== undefined || given.pricing !== undefined || given.price_data !== undefined;
  const unit = line.pricing?.unit_amount_decimal ?? String(line.amount);
  const priced = await priceLine(
    context,
    {
      ...(given as PriceableParams),
      ...(!names && { unit_amount_decimal: unit }),
      ...(given.quantity === undefined && given.amount === undefined && { quantity: line.quantity ?? 1 }),
    },
    draft.currency,
    under,
  );
  checkCurrency(draft, priced.currency, under);
  return {
    amount: priced.amount,
    pricing: names || line.pricing === null ? priced.pricing : line.pricing,
    quantity: priced.quantity,
    quantity_decimal: String(priced.quantity),
  };
}

/** Deletes the item of a removed line, or lets it wait for another invoice. */
async function dropItem(context: Context, line: InvoiceLine, behavior: string): Promise<void> {
  const id = itemOfLine(line);
  const item = id === undefined ? undefined : await context.work.get(invoiceItems, id);
  if (!item) return;
  if (behavior === 'unassign') releaseItem(context, { ...item, internal: { ...item.internal, waited: true } });
  else releaseItem(context, { ...item, internal: { ...item.internal, waited: false } });
}
