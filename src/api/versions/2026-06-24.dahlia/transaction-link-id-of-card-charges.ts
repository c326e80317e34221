import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const transactionLinkIdOfCardCharges: VersionChange = {
  description: 'Card charges tell the id that links the transactions of one agreement.',
  response: {
    charge: removeFields('payment_method_details.card.transaction_link_id'),
  },
};
