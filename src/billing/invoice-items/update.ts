import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { newLine } from '../drafts/compose.ts';
import { linesOf } from '../drafts/lines.ts';
import { lineOfItem } from '../drafts/of-item.ts';
import { saveDraft } from '../drafts/save.ts';
import { type Invoice, invoices } from '../invoices/type.ts';
import { grantDiscounts } from '../reading/discounts.ts';
import { type PriceableParams, priceLine } from '../reading/priced.ts';
import { readTaxRates } from '../reading/tax-rates.ts';
import { checkPeriod } from './create.ts';
import { ownTax } from './own-tax.ts';
import type { InvoiceItem } from './type.ts';

const PRICED = ['amount', 'pricing', 'price_data', 'unit_amount_decimal', 'quantity', 'quantity_decimal'] as const;

/** Parameters of an update; decimals are read as texts, whatever class the package types them as. */
type Params = Omit<Stripe.InvoiceItemUpdateParams, 'unit_amount_decimal'> & { readonly unit_amount_decimal?: unknown };

/** Updates an item that is on no finalized invoice, and the line of the draft that bills it. */
export async function updateInvoiceItem(context: Context, current: InvoiceItem, params: Params): Promise<InvoiceItem> {
  const draft = await editableInvoice(context, current);
  checkPeriod(params.period);
  const { discounts: given, tax_rates: rates } = params;
  const taxRates = rates ? await readTaxRates(context, rates, 'tax_rates') : [];
  const repriced = PRICED.some((name) => params[name] !== undefined)
    ? await reprice(context, current, params)
    : { description: params.description ?? current.description };
  const priced: InvoiceItem = { ...current, ...repriced };
  const discounts = given
    ? await grantDiscounts(
        context,
        given,
        { customer: current.customer, invoice: draft?.id ?? null, invoice_item: current.id },
        { currency: current.currency, subtotal: priced.amount },
        { present: current.discounts },
      )
    : [];
  const { tax: present, ...internal } = current.internal;
  const tax = ownTax(params, present);
  const updated: InvoiceItem = {
    ...priced,
    discountable: params.discountable ?? current.discountable,
    discounts: given === undefined ? current.discounts : discounts,
    metadata: mergeMetadata(current.metadata, params.metadata),
    net_amount: priced.amount,
    period: params.period ?? current.period,
    tax_rates: rates === undefined ? current.tax_rates : taxRates,
    internal: {
      ...internal,
      ...(tax && { tax }),
      taxRates: rates === undefined ? current.internal.taxRates : rates ? taxRates.map(({ id }) => id) : null,
    },
  };
  context.work.save(updated);
  if (draft) await replaceLine(context, draft, updated);
  return updated;
}

/** Price of an item after an update that names a price, an amount or a quantity. */
async function reprice(context: Context, current: InvoiceItem, params: Params): Promise<Partial<InvoiceItem>> {
  if (current.proration && params.amount === undefined) {
    throw invalidRequest('The price and quantity of a proration cannot be changed. Change its amount, or delete it.', {
      param: 'quantity',
    });
  }
  const names = (['amount', 'pricing', 'price_data', 'unit_amount_decimal'] as const).some(
    (name) => params[name] !== undefined,
  );
  const keptPrice = { unit_amount_decimal: current.pricing?.unit_amount_decimal ?? String(current.amount) };
  const given = {
    ...params,
    ...(!names && keptPrice),
    ...(params.quantity === undefined && params.amount === undefined && { quantity: current.quantity }),
  } as PriceableParams;
  const priced = await priceLine(context, given, current.currency);
  if (priced.currency !== current.currency) {
    throw invalidRequest(`This invoice item is in ${current.currency}, not in ${priced.currency}.`, {
      param: 'price_data[currency]',
    });
  }
  return {
    amount: priced.amount,
    description: params.description ?? (names ? priced.description : current.description) ?? current.description,
    pricing: names || current.pricing === null ? priced.pricing : current.pricing,
    quantity: priced.quantity,
    quantity_decimal: String(priced.quantity),
  };
}

/** The draft that an item is on, if it is on one. Throws if its invoice is finalized. */
export async function editableInvoice({ work }: Context, { invoice }: InvoiceItem): Promise<Invoice | undefined> {
  if (invoice === null) return undefined;
  const found = await work.require(invoices, String(invoice), 'invoice');
  if (found.status === 'draft') return found;
  throw invalidRequest('This invoice item is attached to an invoice that is no longer editable.', {
    code: 'invoice_not_editable',
  });
}

async function replaceLine(context: Context, draft: Invoice, item: InvoiceItem): Promise<void> {
  const lines = linesOf(draft).map((line) =>
    itemOfLine(line) === item.id ? { ...newLine(context, draft, lineOfItem(item)), id: line.id } : line,
  );
  await saveDraft(context, draft, draft, lines);
}

/** The id of the item that a line bills; undefined for other lines. */
export function itemOfLine({ parent }: { readonly parent: Stripe.InvoiceLineItem.Parent | null }): string | undefined {
  return parent?.invoice_item_details?.invoice_item ?? parent?.subscription_item_details?.invoice_item ?? undefined;
}
