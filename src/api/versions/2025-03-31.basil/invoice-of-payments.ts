import type { ContractType } from '../../../contract/contract.ts';
import type { VersionChange } from '../change.ts';
import { restoreField } from '../fields.ts';

const invoice: ContractType = { kind: 'expandable', names: ['invoice'] };

export const invoiceOfPayments: VersionChange = {
  description: 'PaymentIntents and charges no longer name an invoice: invoices name their payments.',
  expandable: { charge: { invoice }, payment_intent: { invoice } },
  response: {
    charge: restoreField('invoice', () => null),
    payment_intent: restoreField('invoice', () => null),
  },
};
