import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { makePaymentMethod, resolvePaymentMethod } from '../payment-methods/make.ts';
import type { PaymentMethod } from '../payment-methods/type.ts';

/** The payment method of a call: by its id, or made from `payment_method_data`. */
export async function givenMethod(
  context: Context,
  params: { payment_method?: string; payment_method_data?: Stripe.PaymentIntentCreateParams.PaymentMethodData },
): Promise<PaymentMethod | null> {
  if (params.payment_method_data && params.payment_method) {
    throw invalidRequest('You may only specify one of these parameters: payment_method, payment_method_data.');
  }
  if (params.payment_method_data) return makePaymentMethod(context, params.payment_method_data, 'payment_method_data');
  return params.payment_method ? resolvePaymentMethod(context, params.payment_method, 'payment_method') : null;
}

/** Refuses a payment method of a type that this PaymentIntent does not take. */
export function checkType(method: PaymentMethod, types: readonly string[]): void {
  if (types.includes(method.type)) return;
  throw invalidRequest(
    `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod with one of the following types, or update the PaymentIntent's allowed types to include "${method.type}": ${types.join(', ')}.`,
    { code: 'payment_intent_incompatible_payment_method', param: 'payment_method' },
  );
}
