import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const excludedPaymentMethodTypesOfCheckoutSessions: VersionChange = {
  description: 'Checkout Sessions tell the payment method types that they leave out.',
  response: {
    'checkout.session': removeFields('excluded_payment_method_types'),
  },
};
