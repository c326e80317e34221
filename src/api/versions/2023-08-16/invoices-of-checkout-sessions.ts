import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const invoicesOfCheckoutSessions: VersionChange = {
  description: 'Payments by Checkout can have an invoice.',
  response: {
    'checkout.session': removeFields('invoice', 'invoice_creation'),
  },
};
