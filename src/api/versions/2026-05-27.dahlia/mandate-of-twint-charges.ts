import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const mandateOfTwintCharges: VersionChange = {
  description: 'Charges paid with TWINT name their mandate.',
  response: {
    charge: removeFields('payment_method_details.twint.mandate'),
  },
};
