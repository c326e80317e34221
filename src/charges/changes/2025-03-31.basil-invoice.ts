import type { JsonObject, Lookup, VersionChange } from '../../kernel/version-change.ts';
import { restoreField } from '../../kernel/version-steps.ts';

export const invoiceOfCharges: VersionChange = {
  version: '2025-03-31.basil',
  description: 'Charges no longer have `invoice`; invoices list their payments.',
  expandable: { charge: { invoice: { kind: 'expandable', names: ['invoice'] } } },
  load: { charge: addInvoice },
  response: { charge: restoreField('invoice', () => null) },
};

async function addInvoice(charge: JsonObject, lookup: Lookup): Promise<void> {
  charge.invoice ??= (await lookup.include(charge, 'invoice')) ?? null;
}
