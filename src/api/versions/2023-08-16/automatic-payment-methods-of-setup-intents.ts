import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const automaticPaymentMethodsOfSetupIntents: VersionChange = {
  description: 'SetupIntents can take their payment method types from the settings, without redirects if wanted.',
  response: {
    payment_intent: removeFields('automatic_payment_methods.allow_redirects'),
    setup_intent: removeFields('automatic_payment_methods'),
  },
};
