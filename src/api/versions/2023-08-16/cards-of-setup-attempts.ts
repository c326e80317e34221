import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const cardsOfSetupAttempts: VersionChange = {
  description: 'Attempts to set up a card describe it.',
  response: {
    setup_attempt: removeFields(
      'payment_method_details.card.brand',
      'payment_method_details.card.checks',
      'payment_method_details.card.country',
      'payment_method_details.card.description',
      'payment_method_details.card.exp_month',
      'payment_method_details.card.exp_year',
      'payment_method_details.card.fingerprint',
      'payment_method_details.card.funding',
      'payment_method_details.card.iin',
      'payment_method_details.card.issuer',
      'payment_method_details.card.last4',
      'payment_method_details.card.network',
      'payment_method_details.card.wallet',
    ),
  },
};
