import { checkNamed } from '../../kernel/list.ts';
import { resource } from '../../kernel/resource.ts';
import { invoices } from '../invoices/type.ts';
import { invoicePayments } from './type.ts';

export const invoicePaymentResource = resource(invoicePayments, {
  collection: '/v1/invoice_payments',
  item: '/v1/invoice_payments/{invoice_payment}',
  retrieve: true,
  async list({ invoice, payment, status }, context) {
    await checkNamed(context, invoices, invoice, 'invoice');
    return { where: { invoice, payment: payment?.payment_intent, status, payment_type: payment?.type } };
  },
  options: { list: { notYet: ['payment[payment_record]'] } },
});
