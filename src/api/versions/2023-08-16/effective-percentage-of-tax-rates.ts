import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const effectivePercentageOfTaxRates: VersionChange = {
  description: 'Tax rates tell the percentage that was really used.',
  response: {
    tax_rate: removeFields('effective_percentage'),
  },
};
