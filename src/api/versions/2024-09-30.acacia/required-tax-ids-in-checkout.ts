import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const requiredTaxIdsInCheckout: VersionChange = {
  description: 'Payers can be required to tell a tax id.',
  response: {
    'checkout.session': removeFields('tax_id_collection.required'),
  },
};
