import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const optionalItemsInCheckout: VersionChange = {
  description: 'Checkout pages can offer more to buy.',
  response: {
    'checkout.session': removeFields('optional_items'),
  },
};
