import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const excludedPaymentMethodTypesOfSetupIntents: VersionChange = {
  description: 'SetupIntents tell which payment method types they leave out.',
  response: {
    setup_intent: removeFields('excluded_payment_method_types'),
  },
};
