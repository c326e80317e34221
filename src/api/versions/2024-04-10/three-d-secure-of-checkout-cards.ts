import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const threeDSecureOfCheckoutCards: VersionChange = {
  description: 'Checkout Sessions tell when they ask cards for 3D Secure.',
  response: {
    'checkout.session': removeFields('payment_method_options.card.request_three_d_secure'),
  },
};
