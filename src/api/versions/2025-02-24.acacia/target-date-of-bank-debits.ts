import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const targetDateOfBankDebits: VersionChange = {
  description: 'The options of bank debits have the date to debit the account.',
  response: {
    'checkout.session': removeFields(
      'payment_method_options.acss_debit.target_date',
      'payment_method_options.au_becs_debit.target_date',
      'payment_method_options.bacs_debit.target_date',
      'payment_method_options.sepa_debit.target_date',
      'payment_method_options.us_bank_account.target_date',
    ),
    payment_intent: removeFields(
      'payment_method_options.acss_debit.target_date',
      'payment_method_options.au_becs_debit.target_date',
      'payment_method_options.bacs_debit.target_date',
      'payment_method_options.sepa_debit.target_date',
      'payment_method_options.us_bank_account.target_date',
    ),
  },
};
