import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const allowedPaymentMethodTypesOfCheckoutSessions: VersionChange = {
  description: 'Checkout Sessions tell which payment method types they were narrowed to.',
  response: {
    'checkout.session': removeFields('allowed_payment_method_types'),
  },
};
