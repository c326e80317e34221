import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const allowRedisplayOfPaymentMethods: VersionChange = {
  description: 'Payment methods tell whether they may be shown to the customer again.',
  response: {
    confirmation_token: removeFields('payment_method_preview.allow_redisplay'),
    payment_method: removeFields('allow_redisplay'),
  },
};
