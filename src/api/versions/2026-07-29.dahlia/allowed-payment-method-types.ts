import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const allowedPaymentMethodTypes: VersionChange = {
  description: 'Intents tell which payment method types they were narrowed to.',
  response: {
    payment_intent: removeFields('allowed_payment_method_types'),
    setup_intent: removeFields('allowed_payment_method_types'),
  },
};
