import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const jurisdictionLevelOfTaxRates: VersionChange = {
  description: 'Tax rates tell the level of the jurisdiction that imposes them.',
  response: {
    tax_rate: removeFields('jurisdiction_level'),
  },
};
