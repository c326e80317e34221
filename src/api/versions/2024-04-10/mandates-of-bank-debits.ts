import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const mandatesOfBankDebits: VersionChange = {
  description: 'Bank debits tell the reference of the payment, its mandate and why a mandate was revoked.',
  response: {
    charge: removeFields(
      'payment_method_details.us_bank_account.mandate',
      'payment_method_details.us_bank_account.payment_reference',
    ),
    mandate: removeFields(
      'payment_method_details.bacs_debit.revocation_reason',
      'payment_method_details.us_bank_account.collection_method',
    ),
    payment_intent: removeFields('payment_method_options.us_bank_account.mandate_options'),
    setup_intent: removeFields('payment_method_options.us_bank_account.mandate_options'),
  },
};
