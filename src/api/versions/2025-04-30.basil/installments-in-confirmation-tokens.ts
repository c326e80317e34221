import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const installmentsInConfirmationTokens: VersionChange = {
  description: 'ConfirmationTokens hold the installments that were chosen.',
  response: {
    confirmation_token: removeFields('payment_method_options.card.installments'),
  },
};
