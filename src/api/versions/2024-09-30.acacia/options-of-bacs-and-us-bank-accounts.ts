import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const optionsOfBacsAndUsBankAccounts: VersionChange = {
  description: 'Bacs debits have mandate options, and US bank accounts can be filtered by subcategory.',
  response: {
    'checkout.session': removeFields('payment_method_options.us_bank_account.financial_connections.filters'),
    payment_intent: removeFields(
      'payment_method_options.bacs_debit.mandate_options',
      'payment_method_options.us_bank_account.financial_connections.filters',
    ),
    setup_intent: removeFields('payment_method_options.us_bank_account.financial_connections.filters'),
  },
};
