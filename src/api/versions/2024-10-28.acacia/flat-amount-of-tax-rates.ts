import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const flatAmountOfTaxRates: VersionChange = {
  description: 'Tax rates can be a flat amount instead of a percentage.',
  response: {
    tax_rate: removeFields('flat_amount', 'rate_type'),
  },
};
