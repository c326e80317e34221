import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const mandatesOfPix: VersionChange = {
  description: 'Pix payments can rest on a mandate, and mandates for several payments tell an amount.',
  response: {
    charge: removeFields('payment_method_details.pix.mandate'),
    'checkout.session': removeFields('payment_method_options.pix.mandate_options'),
    mandate: removeFields('multi_use.amount', 'multi_use.currency'),
    payment_intent: removeFields('payment_method_options.pix.mandate_options'),
  },
};
