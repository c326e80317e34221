import type { VersionChange } from '../change.ts';
import { renameValue } from '../fields.ts';

export const expiredPaymentIntents: VersionChange = {
  description: 'A PaymentIntent whose authorization ran out has its own cancellation reason.',
  response: {
    payment_intent: renameValue('cancellation_reason', 'expired', 'automatic'),
  },
};
