import type { ContractType } from '../../../contract/contract.ts';
import { isHash } from '../../../kernel/hash.ts';
import type { JsonObject, Lookup, Params, VersionChange } from '../../../kernel/version-change.ts';

const accepts: Readonly<Record<string, ContractType>> = {
  price: { kind: 'string' },
  unit_amount: { kind: 'integer' },
};

/** https://docs.stripe.com/changelog/basil/2025-03-31/adds-new-parent-field-to-invoicing-objects */
export const pricingOfInvoiceItems: VersionChange = {
  version: '2025-03-31.basil',
  description:
    'Invoice items have `pricing` and `parent`; they no longer have `price`, `plan`, `unit_amount`, `unit_amount_decimal`, `subscription` and `subscription_item`, and requests name a price in `pricing`.',
  request: {
    'POST /v1/invoiceitems': { accepts, upgrade: lift },
    'POST /v1/invoiceitems/{invoiceitem}': { accepts, upgrade: lift },
  },
  expandable: {
    invoiceitem: {
      plan: { kind: 'object', names: ['plan'] },
      price: { kind: 'object', names: ['price'] },
      subscription: { kind: 'expandable', names: ['subscription'] },
    },
  },
  load: { invoiceitem: addPrice },
  response: { invoiceitem: restoreFields },
};

function lift(params: Params): void {
  if (params.price !== undefined) params.pricing = { price: params.price };
  if (params.unit_amount !== undefined) params.unit_amount_decimal = String(params.unit_amount);
  delete params.price;
  delete params.unit_amount;
}

async function addPrice(item: JsonObject, lookup: Lookup): Promise<void> {
  item.price ??= (await lookup.include(item, 'price')) ?? null;
  item.plan ??= (await lookup.include(item, 'plan')) ?? null;
}

function restoreFields(item: JsonObject): void {
  const { parent, pricing } = item;
  if (parent !== undefined) {
    const details = isHash(parent) ? (parent as JsonObject).subscription_details : undefined;
    const found = isHash(details) ? (details as JsonObject) : {};
    item.subscription ??= found.subscription ?? null;
    if (found.subscription_item !== undefined) item.subscription_item = found.subscription_item;
  }
  if (pricing !== undefined) {
    const unit = isHash(pricing) ? pricing.unit_amount_decimal : null;
    item.unit_amount_decimal = typeof unit === 'string' ? unit : null;
    item.unit_amount = typeof unit === 'string' && /^-?\d+$/.test(unit) ? Number(unit) : null;
  }
}
