import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const detailsOfAffirmBlikAndKlarnaCharges: VersionChange = {
  description: 'Charges of Affirm, BLIK and Klarna tell more of the payer.',
  response: {
    charge: removeFields(
      'payment_method_details.affirm.transaction_id',
      'payment_method_details.blik.buyer_id',
      'payment_method_details.klarna.payer_details',
    ),
  },
};
