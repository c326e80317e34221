import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const paynowOnTerminal: VersionChange = {
  description: 'PayNow charges taken on a reader name it and its location.',
  response: {
    charge: removeFields('payment_method_details.paynow.location', 'payment_method_details.paynow.reader'),
  },
};
