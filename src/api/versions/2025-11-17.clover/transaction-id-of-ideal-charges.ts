import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const transactionIdOfIdealCharges: VersionChange = {
  description: 'iDEAL charges tell the transaction id of the bank.',
  response: {
    charge: removeFields('payment_method_details.ideal.transaction_id'),
  },
};
