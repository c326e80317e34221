import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const currencyConversionInCheckout: VersionChange = {
  description: 'Checkout Sessions tell in which currency they were paid.',
  response: {
    'checkout.session': removeFields('currency_conversion'),
  },
};
