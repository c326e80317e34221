import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const providerOfAutomaticTax: VersionChange = {
  description: 'Checkout Sessions tell who calculates their tax.',
  response: {
    'checkout.session': removeFields('automatic_tax.provider'),
  },
};
