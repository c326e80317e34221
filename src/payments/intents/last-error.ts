import type Stripe from 'stripe';
import { docUrl, type ErrorDetail } from '../../kernel/errors.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';

/** An intent's last error: the error of its response without the objects in it, its keys in Stripe's order. */
export function lastError(
  detail: ErrorDetail,
  method: PaymentMethod,
): Stripe.PaymentIntent.LastPaymentError & Stripe.SetupIntent.LastSetupError {
  const { internal: _, ...shown } = method;
  const fields: object = { ...detail, doc_url: docUrl(detail.code ?? ''), payment_method: shown };
  return Object.fromEntries(
    Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)),
  ) as Stripe.PaymentIntent.LastPaymentError & Stripe.SetupIntent.LastSetupError;
}
