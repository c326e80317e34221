import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const paymentMethodCollectionInCheckout: VersionChange = {
  description: 'Checkout Sessions tell whether they always ask for a payment method.',
  response: {
    'checkout.session': removeFields('payment_method_collection'),
  },
};
