import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const discountsOfCheckoutSessions: VersionChange = {
  description: 'Checkout Sessions tell their discounts.',
  response: {
    'checkout.session': removeFields('discounts'),
  },
};
