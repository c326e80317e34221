import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const cvcRecollection: VersionChange = {
  description: 'The options of cards can ask for the CVC again; BLIK has a setup_future_usage.',
  response: {
    payment_intent: removeFields(
      'payment_method_options.blik.setup_future_usage',
      'payment_method_options.card.require_cvc_recollection',
    ),
  },
};
