import type { ContractType } from '../../../contract/contract.ts';
import { isHash } from '../../../kernel/hash.ts';
import type { Json, JsonObject, Lookup, Params, VersionChange } from '../../../kernel/version-change.ts';
import { taxAmountOf } from './2025-03-31.basil-invoices.ts';

const price: ContractType = { kind: 'string' };

/** https://docs.stripe.com/changelog/basil/2025-03-31/adds-new-parent-field-to-invoicing-objects */
export const parentsOfInvoiceLines: VersionChange = {
  version: '2025-03-31.basil',
  description:
    'Lines of invoices have `parent`, `pricing` and `taxes`; they no longer have `type`, `price`, `plan`, `proration`, `proration_details`, `invoice_item`, `subscription_item`, `tax_amounts`, `tax_rates`, `amount_excluding_tax` and `unit_amount_excluding_tax`, and requests name a price in `pricing`.',
  request: {
    'POST /v1/invoices/{invoice}/add_lines': { accepts: { 'lines[][price]': price }, upgrade: liftLines },
    'POST /v1/invoices/{invoice}/update_lines': { accepts: { 'lines[][price]': price }, upgrade: liftLines },
    'POST /v1/invoices/{invoice}/lines/{line_item_id}': { accepts: { price }, upgrade: liftPrice },
  },
  expandable: {
    line_item: {
      invoice_item: { kind: 'expandable', names: ['invoiceitem'] },
      plan: { kind: 'object', names: ['plan'] },
      price: { kind: 'object', names: ['price'] },
      tax_rates: { kind: 'list', of: { kind: 'object', names: ['tax_rate'] } },
    },
  },
  load: { line_item: addPrice },
  response: { line_item: restoreFields },
};

function liftLines(params: Params): void {
  // The contract has read the lines.
  const lines = params.lines as Params[] | undefined;
  for (const line of lines ?? []) liftPrice(line);
}

/** Moves a price to where the newest version has it. */
export function liftPrice(params: Params): void {
  if (params.price === undefined) return;
  params.pricing = { price: params.price };
  delete params.price;
}

async function addPrice(line: JsonObject, lookup: Lookup): Promise<void> {
  line.price ??= (await lookup.include(line, 'price')) ?? null;
  line.plan ??= (await lookup.include(line, 'plan')) ?? null;
  line.tax_rates ??= (await lookup.include(line, 'tax_rates')) ?? [];
}

function restoreFields(line: JsonObject): void {
  const { parent, taxes } = line;
  if (parent !== undefined) restoreParent(line, isHash(parent) ? (parent as JsonObject) : {});
  if (Array.isArray(taxes)) restoreTaxes(line, taxes);
}

function restoreParent(line: JsonObject, parent: JsonObject): void {
  const { invoice_item_details: ofItem, subscription_item_details: ofSubscription } = parent;
  const details = (isHash(ofItem) ? ofItem : isHash(ofSubscription) ? ofSubscription : {}) as JsonObject;
  line.type = details.invoice_item ? 'invoiceitem' : 'subscription';
  if (details.invoice_item) line.invoice_item ??= details.invoice_item;
  if (details.subscription_item !== undefined) line.subscription_item = details.subscription_item;
  line.subscription ??= details.subscription ?? null;
  line.proration = details.proration ?? false;
  line.proration_details = details.proration_details ?? { credited_items: null };
}

function restoreTaxes(line: JsonObject, taxes: Json[]): void {
  const amounts = taxes.map(taxAmountOf) as JsonObject[];
  const included = amounts.reduce((sum, { inclusive, amount }) => sum + (inclusive ? Number(amount) : 0), 0);
  const excluding = Number(line.amount) - included;
  line.tax_amounts = amounts;
  line.amount_excluding_tax = excluding;
  line.unit_amount_excluding_tax = line.quantity ? String(excluding / Number(line.quantity)) : null;
}
