import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const restrictionsOfCheckoutCards: VersionChange = {
  description: 'Checkout Sessions can refuse cards by brand.',
  response: {
    'checkout.session': removeFields('payment_method_options.card.restrictions'),
  },
};
