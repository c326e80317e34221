import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const customerInConfirmationTokens: VersionChange = {
  description: 'ConfirmationTokens hold payment method options and name the customer.',
  response: {
    confirmation_token: removeFields('payment_method_options', 'payment_method_preview.customer'),
  },
};
