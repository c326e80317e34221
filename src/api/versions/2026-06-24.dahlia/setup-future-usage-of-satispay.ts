import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const setupFutureUsageOfSatispay: VersionChange = {
  description: 'The options of Satispay have a setup_future_usage.',
  response: {
    payment_intent: removeFields('payment_method_options.satispay.setup_future_usage'),
  },
};
