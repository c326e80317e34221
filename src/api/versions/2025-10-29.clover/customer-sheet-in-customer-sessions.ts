import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const customerSheetInCustomerSessions: VersionChange = {
  description: 'Customer Sessions can open the elements of mobile apps.',
  response: {
    customer_session: removeFields('components.customer_sheet', 'components.mobile_payment_element'),
  },
};
