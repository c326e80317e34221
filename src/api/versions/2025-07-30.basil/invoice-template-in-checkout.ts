import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const invoiceTemplateInCheckout: VersionChange = {
  description: 'Invoices of Checkout can follow a template.',
  response: {
    'checkout.session': removeFields('invoice_creation.invoice_data.rendering_options.template'),
  },
};
