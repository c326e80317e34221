import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const errorsInAmountDetails: VersionChange = {
  description: 'PaymentIntents tell why their amount details do not add up.',
  response: {
    payment_intent: removeFields('amount_details.error'),
  },
};
