import type { ContractType } from '../../../contract/contract.ts';
import { isHash } from '../../../kernel/hash.ts';
import type { JsonObject, Params, VersionChange } from '../../../kernel/version-change.ts';

const accepts: Readonly<Record<string, ContractType>> = {
  rendering_options: {
    kind: 'hash',
    emptyable: true,
    fields: new Map([['amount_tax_display', { kind: 'string', emptyable: true }]]),
    required: new Set(),
  },
};

/** https://docs.stripe.com/changelog/2024-04-10/remove-invoice-rendering-options */
export const renderingOptionsOfInvoices: VersionChange = {
  version: '2024-04-10',
  description: 'Invoices have `rendering` and no longer `rendering_options`, also in requests.',
  request: {
    'POST /v1/invoices': { accepts, upgrade: lift },
    'POST /v1/invoices/{invoice}': { accepts, upgrade: lift },
  },
  response: { invoice: restoreOptions },
};

function lift(params: Params): void {
  const { rendering_options: options } = params;
  if (options === undefined) return;
  delete params.rendering_options;
  params.rendering = { amount_tax_display: isHash(options) ? (options.amount_tax_display ?? '') : '' };
}

function restoreOptions(invoice: JsonObject): void {
  const { rendering } = invoice;
  if (rendering === undefined) return;
  const display = isHash(rendering) ? (rendering as JsonObject).amount_tax_display : null;
  invoice.rendering_options = display ? { amount_tax_display: display } : null;
}
