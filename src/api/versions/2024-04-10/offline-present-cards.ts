import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const offlinePresentCards: VersionChange = {
  description: 'Cards that are present tell whether they were taken offline.',
  response: {
    charge: removeFields('payment_method_details.card_present.offline'),
    setup_attempt: removeFields('payment_method_details.card_present.offline'),
  },
};
