import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const fundingTypesOfCheckoutCards: VersionChange = {
  description: 'Checkout Sessions can refuse cards by funding.',
  response: {
    'checkout.session': removeFields('payment_method_options.card.restrictions.funding_types_blocked'),
  },
};
