import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const extendedCardAuthorizations: VersionChange = {
  description: 'Card authorizations can be extended, incremented, overcaptured and captured several times.',
  response: {
    charge: removeFields(
      'payment_method_details.card.amount_authorized',
      'payment_method_details.card.extended_authorization',
      'payment_method_details.card.incremental_authorization',
      'payment_method_details.card.multicapture',
      'payment_method_details.card.overcapture',
    ),
    payment_intent: removeFields(
      'payment_method_options.card.request_extended_authorization',
      'payment_method_options.card.request_incremental_authorization',
      'payment_method_options.card.request_multicapture',
      'payment_method_options.card.request_overcapture',
    ),
  },
};
