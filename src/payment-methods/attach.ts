import type Stripe from 'stripe';
import { customers } from '../customers/type.ts';
import type { Context } from '../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../kernel/errors.ts';
import { operation } from '../kernel/operation.ts';
import { methodOf } from '../methods/registry.ts';
import { ask } from '../network/outbound-calls/ask.ts';
import { cardError } from './card-error.ts';
import { resolvePaymentMethod } from './make.ts';
import type { PaymentMethod } from './type.ts';
import { checkAttachable } from './usable.ts';

/**
 * Saves a payment method for a customer, after asking its issuer: a card that would be declined cannot be saved.
 * Attaching it to the customer it belongs to changes nothing.
 */
export async function attach(context: Context, method: PaymentMethod, customer: string): Promise<PaymentMethod> {
  const owner = method.customer;
  if (owner === customer) return method;
  if (owner !== null) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.');
  }
  if (!methodOf(method.type).reusable) {
    throw invalidRequest(`PaymentMethods of type '${method.type}' cannot be saved to customers.`, {
      param: 'payment_method',
    });
  }
  checkAttachable(method);
  const { instrument } = method.internal;
  const { answer } = await ask(context, 'verify', method, { instrument });
  if (answer.outcome === 'declined') throw cardError(answer.decline, { param: '' });
  return attachVerified(context, method, customer, answer.checks);
}

/** Saves a payment method whose issuer has just answered for it. */
export function attachVerified(
  context: Context,
  method: PaymentMethod,
  customer: string,
  checks: Stripe.PaymentMethod.Card.Checks | null,
): PaymentMethod {
  const attached: PaymentMethod = {
    ...method,
    ...(method.card && checks && { card: { ...method.card, checks } }),
    customer,
  };
  context.work.save(attached);
  context.work.emit('payment_method.attached', attached);
  return attached;
}

export const attachPaymentMethod = operation(
  'POST /v1/payment_methods/{payment_method}/attach',
  async (context, params, path) => {
    const customer = params.customer;
    if (customer === undefined) throw parameterMissing('customer');
    await context.work.require(customers, customer, 'customer');
    return attach(context, await resolvePaymentMethod(context, path.payment_method, 'payment_method', 404), customer);
  },
  { notYet: ['customer_account'] },
);
