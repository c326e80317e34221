import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const taxDetailsOfProducts: VersionChange = {
  description: 'Products tell where they are performed, beside their tax code.',
  response: {
    product: removeFields('tax_details'),
  },
};
