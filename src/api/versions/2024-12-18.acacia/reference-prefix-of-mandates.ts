import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const referencePrefixOfMandates: VersionChange = {
  description: 'The prefix of a mandate reference can be chosen for Bacs and SEPA debits.',
  response: {
    'checkout.session': removeFields(
      'payment_method_options.bacs_debit.mandate_options.reference_prefix',
      'payment_method_options.sepa_debit.mandate_options.reference_prefix',
    ),
    payment_intent: removeFields(
      'payment_method_options.bacs_debit.mandate_options.reference_prefix',
      'payment_method_options.sepa_debit.mandate_options.reference_prefix',
    ),
    setup_intent: removeFields(
      'payment_method_options.bacs_debit.mandate_options.reference_prefix',
      'payment_method_options.sepa_debit.mandate_options.reference_prefix',
    ),
  },
};
