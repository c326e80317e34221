import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const motoOfSetupAttempts: VersionChange = {
  description: 'Attempts to set up a card tell whether it came by mail or telephone.',
  response: {
    setup_attempt: removeFields('payment_method_details.card.moto'),
  },
};
