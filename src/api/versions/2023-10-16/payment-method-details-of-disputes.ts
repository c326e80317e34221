import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const paymentMethodDetailsOfDisputes: VersionChange = {
  description: 'Disputes tell the card or account behind the charge.',
  response: {
    dispute: removeFields('payment_method_details'),
  },
};
