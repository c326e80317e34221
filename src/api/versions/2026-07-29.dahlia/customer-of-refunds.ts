import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const customerOfRefunds: VersionChange = {
  description: 'Refunds name the customer and the payment method of their charge.',
  response: {
    refund: removeFields('customer', 'customer_account', 'payment_method'),
  },
};
