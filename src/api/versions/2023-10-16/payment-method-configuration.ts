import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const paymentMethodConfiguration: VersionChange = {
  description: 'Intents tell the payment method configuration that they were given their types by.',
  response: {
    'checkout.session': removeFields('payment_method_configuration_details'),
    payment_intent: removeFields('payment_method_configuration_details'),
    setup_intent: removeFields('payment_method_configuration_details'),
  },
};
