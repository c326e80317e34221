import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const referencesOfWalletRefunds: VersionChange = {
  description: 'Refunds to Afterpay, Klarna and PayPal carry a reference.',
  response: {
    refund: removeFields(
      'destination_details.afterpay_clearpay.reference',
      'destination_details.afterpay_clearpay.reference_status',
      'destination_details.klarna.reference',
      'destination_details.klarna.reference_status',
      'destination_details.paypal.reference',
      'destination_details.paypal.reference_status',
    ),
  },
};
