import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import { subscriptions } from '../subscriptions/type.ts';
import { type Invoice, subscriptionOf } from './type.ts';

type Defaults = Pick<Invoice, 'default_payment_method' | 'default_source'> & Partial<Pick<Invoice, 'parent'>>;

/**
 * Returns the method that pays an invoice: its own, its subscription's as it is now, or its customer's default;
 * undefined if there is none. Of a subscription, the method that pays its next invoice.
 * https://docs.stripe.com/billing/subscriptions/payment-methods-setting#payment-method-priority
 */
export async function payingMethod(
  { work }: Context,
  invoice: Defaults,
  customer: Customer,
): Promise<PaymentMethod | undefined> {
  const owner = invoice.parent ? subscriptionOf({ parent: invoice.parent }) : null;
  const subscription = owner === null ? undefined : await work.get(subscriptions, owner);
  const ids = [
    idOf(invoice.default_payment_method),
    idOf(invoice.default_source),
    idOf(subscription?.default_payment_method),
    idOf(subscription?.default_source),
    idOf(customer.invoice_settings.default_payment_method),
    idOf(customer.default_source),
  ];
  for (const id of ids) {
    const method = id === null ? undefined : await work.get(paymentMethods, id);
    if (method && method.customer === customer.id) return method;
  }
  return undefined;
}

/** Nothing can be charged: 400 as the API answers it. */
export const NO_METHOD: Refusal = {
  status: 400,
  detail: {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message:
      'This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.',
  },
};
