import type { Params, VersionChange } from '../../../kernel/version-change.ts';

/** https://docs.stripe.com/changelog/2022-08-01/invoice-items-behavior-change */
export const pendingItemsOfInvoices: VersionChange = {
  version: '2022-08-01',
  description: 'New invoices bill pending items only with `pending_invoice_items_behavior=include`.',
  request: { 'POST /v1/invoices': { upgrade: include } },
};

function include(params: Params): void {
  params.pending_invoice_items_behavior ??= 'include';
}
