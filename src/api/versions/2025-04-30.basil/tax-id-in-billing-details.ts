import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const taxIdInBillingDetails: VersionChange = {
  description: 'Billing details hold the tax id of the payer.',
  response: {
    charge: removeFields('billing_details.tax_id'),
    confirmation_token: removeFields('payment_method_preview.billing_details.tax_id'),
    payment_method: removeFields('billing_details.tax_id'),
  },
};
