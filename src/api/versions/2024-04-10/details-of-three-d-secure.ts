import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const detailsOfThreeDSecure: VersionChange = {
  description: 'Card charges and setup attempts tell the indicators and the transaction id of 3D Secure.',
  response: {
    charge: removeFields(
      'payment_method_details.card.three_d_secure.electronic_commerce_indicator',
      'payment_method_details.card.three_d_secure.exemption_indicator',
      'payment_method_details.card.three_d_secure.exemption_indicator_applied',
      'payment_method_details.card.three_d_secure.transaction_id',
    ),
    setup_attempt: removeFields(
      'payment_method_details.card.three_d_secure.electronic_commerce_indicator',
      'payment_method_details.card.three_d_secure.transaction_id',
    ),
  },
};
