import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const paymentElementInCustomerSessions: VersionChange = {
  description: 'Customer Sessions can open the Payment Element.',
  response: {
    customer_session: removeFields('components.payment_element'),
  },
};
