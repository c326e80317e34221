import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const excludedPaymentMethodTypesOfPaymentIntents: VersionChange = {
  description: 'PaymentIntents tell which payment method types they leave out.',
  response: {
    payment_intent: removeFields('excluded_payment_method_types'),
  },
};
