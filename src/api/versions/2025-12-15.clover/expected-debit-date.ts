import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const expectedDebitDate: VersionChange = {
  description: 'Charges of bank debits tell when the account is expected to be debited.',
  response: {
    charge: removeFields(
      'payment_method_details.acss_debit.expected_debit_date',
      'payment_method_details.au_becs_debit.expected_debit_date',
      'payment_method_details.bacs_debit.expected_debit_date',
      'payment_method_details.nz_bank_account.expected_debit_date',
      'payment_method_details.sepa_debit.expected_debit_date',
      'payment_method_details.us_bank_account.expected_debit_date',
    ),
  },
};
