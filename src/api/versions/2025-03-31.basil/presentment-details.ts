import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const presentmentDetails: VersionChange = {
  description: 'Payments tell the amount and currency that the customer was shown.',
  response: {
    charge: removeFields('presentment_details'),
    'checkout.session': removeFields('presentment_details'),
    payment_intent: removeFields('presentment_details'),
    refund: removeFields('presentment_details'),
  },
};
