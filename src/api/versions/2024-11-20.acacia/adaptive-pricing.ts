import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const adaptivePricing: VersionChange = {
  description: 'Checkout Sessions tell whether prices are shown in the currency of the payer.',
  response: {
    'checkout.session': removeFields('adaptive_pricing'),
  },
};
