import { customers } from '../../customers/type.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { checkNamed } from '../../kernel/list.ts';
import { resource } from '../../kernel/resource.ts';
import { invoices } from '../invoices/type.ts';
import { priceIncludes } from '../reading/included-price.ts';
import { pricingOfInvoiceItems } from './changes/2025-03-31.basil-pricing.ts';
import { createInvoiceItem } from './create.ts';
import { removeInvoiceItem } from './remove.ts';
import { invoiceItems } from './type.ts';
import { updateInvoiceItem } from './update.ts';

export const invoiceItemResource = resource(invoiceItems, {
  collection: '/v1/invoiceitems',
  item: '/v1/invoiceitems/{invoiceitem}',
  create: createInvoiceItem,
  retrieve: true,
  update: updateInvoiceItem,
  remove: removeInvoiceItem,
  async list({ customer, invoice, pending }, context) {
    await checkNamed(context, customers, customer, 'customer');
    await checkNamed(context, invoices, invoice, 'invoice');
    if (pending && invoice !== undefined) {
      throw invalidRequest('You may only specify one of these parameters: invoice, pending.', { param: 'pending' });
    }
    const waiting = pending === true && customer !== undefined;
    return { where: { invoice, customer, ...(waiting ? { pending: customer } : { is_pending: pending }) } };
  },
  options: {
    create: { notYet: ['customer_account'] },
    update: { notYet: ['invoicing_rules'] },
    list: { notYet: ['customer_account'] },
  },
  includes: priceIncludes,
  changes: [pricingOfInvoiceItems],
});
