import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const customerAccount: VersionChange = {
  description: 'What names a customer can name an account that acts as one.',
  response: {
    cash_balance: removeFields('customer_account'),
    confirmation_token: removeFields('payment_method_preview.customer_account'),
    customer: removeFields('customer_account'),
    customer_balance_transaction: removeFields('customer_account'),
    customer_cash_balance_transaction: removeFields('customer_account'),
    customer_session: removeFields('customer_account'),
    discount: removeFields('customer_account'),
    payment_intent: removeFields('customer_account'),
    payment_method: removeFields('customer_account'),
    promotion_code: removeFields('customer_account'),
    setup_attempt: removeFields('customer_account'),
    setup_intent: removeFields('customer_account'),
    tax_id: removeFields('customer_account', 'owner.customer_account'),
  },
};
