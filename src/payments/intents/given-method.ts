import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { makePaymentMethod, resolvePaymentMethod } from '../../payment-methods/make.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import type { Intent } from './intent.ts';

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

/** The payment method that an intent has already; undefined when it has none. */
export async function ownMethod({ work }: Context, intent: Intent): Promise<PaymentMethod | undefined> {
  const id = idOf(intent.payment_method);
  return id === null ? undefined : work.get(paymentMethods, id);
}

const INCOMPATIBLE = {
  PaymentIntent: 'payment_intent_incompatible_payment_method',
  SetupIntent: 'setup_intent_invalid_parameter',
} as const;

/** Refuses a payment method of a type that this intent does not take. */
export function checkType(
  method: PaymentMethod,
  types: readonly string[],
  noun: keyof typeof INCOMPATIBLE = 'PaymentIntent',
): void {
  if (types.includes(method.type)) return;
  throw invalidRequest(
    `The PaymentMethod provided (${method.type}) is not allowed for this ${noun}. Please attach a PaymentMethod with one of the following types, or update the ${noun}'s allowed types to include "${method.type}": ${types.join(', ')}.`,
    { code: INCOMPATIBLE[noun], param: 'payment_method' },
  );
}
