import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const paymentRecordOfPaymentIntents: VersionChange = {
  description: 'PaymentIntents name their payment record.',
  response: {
    payment_intent: removeFields('payment_record'),
  },
};
