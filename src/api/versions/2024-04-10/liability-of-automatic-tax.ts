import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const liabilityOfAutomaticTax: VersionChange = {
  description: 'Checkout Sessions tell which account owes the tax and issues the invoice.',
  response: {
    'checkout.session': removeFields('automatic_tax.liability', 'invoice_creation.invoice_data.issuer'),
  },
};
