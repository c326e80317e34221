import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const networkTransactionIdOfCardCharges: VersionChange = {
  description: 'Card charges tell the transaction id of the network.',
  response: {
    charge: removeFields('payment_method_details.card.network_transaction_id'),
  },
};
