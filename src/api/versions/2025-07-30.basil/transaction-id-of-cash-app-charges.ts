import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const transactionIdOfCashAppCharges: VersionChange = {
  description: 'Cash App charges tell a transaction id.',
  response: {
    charge: removeFields('payment_method_details.cashapp.transaction_id'),
  },
};
