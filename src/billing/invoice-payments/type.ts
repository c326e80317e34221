import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

/** A payment of an invoice. Amounts are in the smallest unit. */
export type InvoicePayment = Omit<Stripe.InvoicePayment, 'invoice' | 'payment'> & {
  readonly invoice: string;
  readonly payment: {
    readonly type: 'payment_intent' | 'payment_record';
    readonly payment_intent?: string;
    readonly payment_record?: string;
  };
};

export const invoicePayments: ResourceType<InvoicePayment> = {
  object: 'invoice_payment',
  prefix: 'inpay',
  noun: 'invoice_payment',
  idParam: 'invoice_payment',
  filters: {
    payment: { listed: true, of: ({ payment }) => idOf(payment.payment_intent) ?? idOf(payment.payment_record) },
    invoice: { listed: true },
    status: { listed: true },
    payment_type: { of: ({ payment }) => payment.type },
  },
};
