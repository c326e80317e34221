import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const authorizationCodeOfCardCharges: VersionChange = {
  description: 'Card charges tell the authorization code.',
  response: {
    charge: removeFields('payment_method_details.card.authorization_code'),
  },
};
