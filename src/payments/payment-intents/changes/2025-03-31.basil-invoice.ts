import type { VersionChange } from '../../../kernel/version-change.ts';
import { restoreField } from '../../../kernel/version-steps.ts';

export const invoiceOfPaymentIntents: VersionChange = {
  version: '2025-03-31.basil',
  description: 'PaymentIntents no longer have `invoice`; invoices list their payments.',
  expandable: { payment_intent: { invoice: { kind: 'expandable', names: ['invoice'] } } },
  response: { payment_intent: restoreField('invoice', () => null) },
};
