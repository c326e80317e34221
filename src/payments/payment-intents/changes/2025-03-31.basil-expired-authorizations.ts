import type { VersionChange } from '../../../kernel/version-change.ts';
import { renameValue } from '../../../kernel/version-steps.ts';

export const expiredPaymentIntents: VersionChange = {
  version: '2025-03-31.basil',
  description:
    'A PaymentIntent whose authorization expired has the cancellation reason `expired` instead of `automatic`.',
  response: {
    payment_intent: renameValue('cancellation_reason', 'expired', 'automatic'),
  },
};
