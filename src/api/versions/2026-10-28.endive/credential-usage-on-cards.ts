import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const credentialUsageOnCards: VersionChange = {
  description:
    'Cards tell what a stored credential was set up and used for: installments, recurring or unscheduled payments.',
  response: {
    charge: removeFields(
      'payment_method_details.card.setup_credential_usage',
      'payment_method_details.card.stored_credential_usage',
    ),
    payment_intent: removeFields(
      'payment_method_options.card.setup_credential_usage',
      'payment_method_options.card.stored_credential_usage',
    ),
    setup_intent: removeFields('payment_method_options.card.setup_credential_usage'),
  },
};
