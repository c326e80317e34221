import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const declineCodeOfPaypalRefunds: VersionChange = {
  description: 'Refunds to PayPal tell the decline code of the network.',
  response: {
    refund: removeFields('destination_details.paypal.network_decline_code'),
  },
};
