import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const customFieldsInCheckout: VersionChange = {
  description: 'Checkout pages can have fields and texts of the merchant.',
  response: {
    'checkout.session': removeFields('custom_fields', 'custom_text'),
  },
};
