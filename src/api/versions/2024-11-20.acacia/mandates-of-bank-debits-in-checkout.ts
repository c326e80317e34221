import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const mandatesOfBankDebitsInCheckout: VersionChange = {
  description: 'Bacs and SEPA debits in Checkout have mandate options.',
  response: {
    'checkout.session': removeFields(
      'payment_method_options.bacs_debit.mandate_options',
      'payment_method_options.sepa_debit.mandate_options',
    ),
  },
};
