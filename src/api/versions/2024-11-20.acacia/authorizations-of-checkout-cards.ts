import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const authorizationsOfCheckoutCards: VersionChange = {
  description: 'Checkout Sessions can ask for longer, larger and repeated captures of a card.',
  response: {
    'checkout.session': removeFields(
      'payment_method_options.card.request_extended_authorization',
      'payment_method_options.card.request_incremental_authorization',
      'payment_method_options.card.request_multicapture',
      'payment_method_options.card.request_overcapture',
    ),
  },
};
