import type { JsonObject, Lookup, VersionChange } from '../../../kernel/version-change.ts';
import { restoreField } from '../../../kernel/version-steps.ts';

export const invoiceOfPaymentIntents: VersionChange = {
  version: '2025-03-31.basil',
  description: 'PaymentIntents no longer have `invoice`; invoices list their payments.',
  expandable: { payment_intent: { invoice: { kind: 'expandable', names: ['invoice'] } } },
  load: { payment_intent: addInvoice },
  response: { payment_intent: restoreField('invoice', () => null) },
};

async function addInvoice(intent: JsonObject, lookup: Lookup): Promise<void> {
  intent.invoice ??= (await lookup.include(intent, 'invoice')) ?? null;
}
