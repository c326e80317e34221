import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const countryOfPaypalAccounts: VersionChange = {
  description: 'PayPal payment methods tell the country of the account.',
  response: {
    charge: removeFields('payment_method_details.paypal.country'),
    confirmation_token: removeFields('payment_method_preview.paypal.country'),
    payment_method: removeFields('paypal.country'),
  },
};
