import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

/** The official libraries know the field from 2025-12-15.clover on; the API has answered it since this version. */
export const customerAccount: VersionChange = {
  description: 'What names a customer can name an account that acts as one.',
  response: {
    confirmation_token: removeFields('payment_method_preview.customer_account'),
    customer: removeFields('customer_account'),
    payment_intent: removeFields('customer_account'),
    payment_method: removeFields('customer_account'),
    setup_attempt: removeFields('customer_account'),
    setup_intent: removeFields('customer_account'),
  },
};
