import type { VersionChange } from '../change.ts';
import { renameValue } from '../fields.ts';

export const automaticAsyncCapture: VersionChange = {
  description: 'Payments can be captured without waiting for the money to be accounted for.',
  response: {
    payment_intent: renameValue('capture_method', 'automatic_async', 'automatic'),
  },
};
