import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const captureMethodOfBillie: VersionChange = {
  description: 'The options of Billie have a capture_method.',
  response: {
    payment_intent: removeFields('payment_method_options.billie.capture_method'),
  },
};
