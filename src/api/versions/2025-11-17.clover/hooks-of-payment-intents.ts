import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const hooksOfPaymentIntents: VersionChange = {
  description: 'PaymentIntents can be tied to a tax calculation by hooks.',
  response: {
    payment_intent: removeFields('hooks'),
  },
};
