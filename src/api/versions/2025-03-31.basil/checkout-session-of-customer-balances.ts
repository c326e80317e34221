import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const checkoutSessionOfCustomerBalances: VersionChange = {
  description: 'What moves the balance of a customer may be a Checkout session.',
  response: {
    customer_balance_transaction: removeFields('checkout_session'),
  },
};
