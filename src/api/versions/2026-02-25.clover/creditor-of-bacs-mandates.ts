import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const creditorOfBacsMandates: VersionChange = {
  description: 'Bacs mandates tell the name and service user number that debit the account.',
  response: {
    mandate: removeFields(
      'payment_method_details.bacs_debit.display_name',
      'payment_method_details.bacs_debit.service_user_number',
    ),
  },
};
