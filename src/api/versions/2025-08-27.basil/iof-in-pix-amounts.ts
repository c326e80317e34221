import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const iofInPixAmounts: VersionChange = {
  description: 'The options of Pix tell whether the amount includes the IOF tax.',
  response: {
    'checkout.session': removeFields('payment_method_options.pix.amount_includes_iof'),
    payment_intent: removeFields('payment_method_options.pix.amount_includes_iof'),
  },
};
