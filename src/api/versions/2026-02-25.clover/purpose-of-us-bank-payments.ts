import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const purposeOfUsBankPayments: VersionChange = {
  description: 'The options of US bank accounts have the purpose of the transaction.',
  response: {
    payment_intent: removeFields('payment_method_options.us_bank_account.transaction_purpose'),
  },
};
