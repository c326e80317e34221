import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const paymentDataOfTransfers: VersionChange = {
  description: 'The transfer that a PaymentIntent makes can have a description, metadata and data for its payment.',
  response: {
    payment_intent: removeFields('transfer_data.description', 'transfer_data.metadata', 'transfer_data.payment_data'),
  },
};
