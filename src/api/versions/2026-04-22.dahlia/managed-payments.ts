import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const managedPayments: VersionChange = {
  description: 'Intents tell whether Stripe is the merchant of record.',
  response: {
    'checkout.session': removeFields('managed_payments'),
    payment_intent: removeFields('managed_payments'),
    setup_intent: removeFields('managed_payments'),
  },
};
