import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const captureMethodOfCardPresent: VersionChange = {
  description: 'The options of cards that are present have a capture_method.',
  response: {
    payment_intent: removeFields('payment_method_options.card_present.capture_method'),
  },
};
