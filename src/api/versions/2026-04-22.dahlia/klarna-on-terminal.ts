import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const klarnaOnTerminal: VersionChange = {
  description: 'Klarna charges taken on a reader name it and its location.',
  response: {
    charge: removeFields('payment_method_details.klarna.location', 'payment_method_details.klarna.reader'),
  },
};
