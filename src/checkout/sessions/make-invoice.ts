import { collectPaid } from '../../billing/invoices/collect-paid.ts';
import { makeDraft } from '../../billing/invoices/draft.ts';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { invoiceLines } from './invoice-lines.ts';
import { priceSession } from './pricing.ts';
import type { CheckoutSession } from './type.ts';

/**
 * Makes the invoice of a session that takes a payment, paid by it now or when the bank's result is here. Returns its id;
 * null if the session makes none. https://docs.stripe.com/payments/checkout/receipts#paid-invoices
 */
export async function makeInvoice(
  context: Context,
  session: CheckoutSession,
  granted: readonly string[],
  paidBy: PaymentIntent | null,
): Promise<string | null> {
  const { work } = context;
  const data = session.invoice_creation?.enabled ? session.invoice_creation.invoice_data : undefined;
  const customer = data && (await work.get(customers, session.customer ?? ''));
  if (!data || !customer) return null;
  const currency = session.currency ?? context.account.defaultCurrency;
  const priced = await priceSession(context, session);
  const { shipping_cost: shipping } = session;
  const draft = await makeDraft(context, {
    customer,
    currency,
    billingReason: 'manual',
    lines: invoiceLines(priced, currency, work.now),
    autoAdvance: false,
    discounts: granted,
    fields: {
      ...(data.custom_fields && { custom_fields: data.custom_fields }),
      description: data.description,
      ...(data.footer !== null && { footer: data.footer }),
      metadata: data.metadata ?? {},
      ...(shipping && {
        shipping_cost: {
          amount_subtotal: shipping.amount_subtotal,
          amount_tax: 0,
          amount_total: shipping.amount_subtotal,
          shipping_rate: session.internal.shippingRate,
        },
      }),
    },
  });
  return (await collectPaid(context, draft, paidBy)).id;
}
