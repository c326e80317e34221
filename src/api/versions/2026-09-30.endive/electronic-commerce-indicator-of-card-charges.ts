import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const electronicCommerceIndicatorOfCardCharges: VersionChange = {
  description: 'Card charges tell the electronic commerce indicator they were sent to the network with.',
  response: {
    charge: removeFields('payment_method_details.card.electronic_commerce_indicator'),
  },
};
