import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const savedPaymentMethodsInCheckout: VersionChange = {
  description: 'Checkout Sessions tell which saved payment methods they offer.',
  response: {
    'checkout.session': removeFields('saved_payment_method_options'),
  },
};
