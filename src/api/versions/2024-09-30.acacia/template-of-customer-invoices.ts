import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const templateOfCustomerInvoices: VersionChange = {
  description: 'Customers have a template for their invoices.',
  response: {
    customer: removeFields('invoice_settings.rendering_options.template'),
  },
};
