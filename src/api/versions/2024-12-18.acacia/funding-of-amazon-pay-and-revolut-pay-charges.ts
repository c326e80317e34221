import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const fundingOfAmazonPayAndRevolutPayCharges: VersionChange = {
  description: 'Charges of Amazon Pay and Revolut Pay tell the card behind them.',
  response: {
    charge: removeFields('payment_method_details.amazon_pay.funding', 'payment_method_details.revolut_pay.funding'),
  },
};
