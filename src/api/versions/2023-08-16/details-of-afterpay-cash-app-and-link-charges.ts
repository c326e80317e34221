import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const detailsOfAfterpayCashAppAndLinkCharges: VersionChange = {
  description: 'Charges of Afterpay, Cash App and Link tell more of the payer.',
  response: {
    charge: removeFields(
      'payment_method_details.afterpay_clearpay.order_id',
      'payment_method_details.cashapp.buyer_id',
      'payment_method_details.cashapp.cashtag',
      'payment_method_details.link.country',
    ),
    payment_method: removeFields('cashapp.buyer_id', 'cashapp.cashtag'),
  },
};
