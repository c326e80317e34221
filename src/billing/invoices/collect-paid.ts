import type { Context } from '../../kernel/context.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { finalize } from './finalize.ts';
import { followPayment } from './follow-payment.ts';
import type { Invoice } from './type.ts';

/**
 * Finalizes a draft at once whose payer has paid on a page already: `paidBy` becomes its payment, and the invoice is paid
 * now or when the bank's result is here. Without a payment nothing must be due.
 */
export async function collectPaid(context: Context, draft: Invoice, paidBy: PaymentIntent | null): Promise<Invoice> {
  const finalized = await finalize(context, draft, paidBy ? { paidBy } : {});
  return paidBy === null ? finalized : followPayment(context, finalized, paidBy);
}
