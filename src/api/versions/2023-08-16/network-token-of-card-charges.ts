import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const networkTokenOfCardCharges: VersionChange = {
  description: 'Card charges tell whether a network token was used.',
  response: {
    charge: removeFields('payment_method_details.card.network_token', 'payment_method_details.card.wallet.link'),
  },
};
