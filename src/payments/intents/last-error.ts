import type Stripe from 'stripe';
import { docUrl, type ErrorDetail } from '../../kernel/errors.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';

/** An intent's last error: the one that was answered, without the objects that would repeat it; keys in Stripe's order. */
export function lastError(
  detail: ErrorDetail,
  method: PaymentMethod,
): Stripe.PaymentIntent.LastPaymentError & Stripe.SetupIntent.LastSetupError {
  const { internal: _, ...shown } = method;
  const fields = { ...detail, doc_url: docUrl(detail.code ?? ''), payment_method: shown };
  return Object.fromEntries(
    Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)),
  ) as unknown as Stripe.PaymentIntent.LastPaymentError & Stripe.SetupIntent.LastSetupError;
}
