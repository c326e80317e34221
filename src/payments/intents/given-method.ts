import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import type { MethodData } from '../../methods/method.ts';
import { spendConfirmationToken, type TokenValues } from '../../payment-methods/confirmation-tokens/spend.ts';
import { makePaymentMethod, resolvePaymentMethod } from '../../payment-methods/make.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import type { Intent } from './intent.ts';

/** Returns the payment method of a call: the one it names, or one made from `payment_method_data`. */
export async function givenMethod(
  context: Context,
  params: { readonly payment_method?: string | undefined; readonly payment_method_data?: MethodData | undefined },
): Promise<PaymentMethod | null> {
  if (params.payment_method_data && params.payment_method) {
    throw invalidRequest('You may only specify one of these parameters: payment_method, payment_method_data.');
  }
  if (params.payment_method_data) return makePaymentMethod(context, params.payment_method_data, 'payment_method_data');
  return params.payment_method ? resolvePaymentMethod(context, params.payment_method, 'payment_method') : null;
}

/** Returns the payment method that an intent has already; undefined if it has none. */
export async function ownMethod({ work }: Context, intent: Intent): Promise<PaymentMethod | undefined> {
  const id = intent.payment_method;
  return id === null ? undefined : work.get(paymentMethods, id);
}

const INCOMPATIBLE = {
  PaymentIntent: 'payment_intent_incompatible_payment_method',
  SetupIntent: 'setup_intent_invalid_parameter',
} as const;

/** Throws for a payment method of a type that the intent does not accept. */
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

/** The payment method and the parameters that a call confirms with, with those of its confirmation token. */
interface Confirmation<Params> {
  readonly method: PaymentMethod | null;
  /** The call's own parameters take precedence over those of the token. */
  readonly params: Params;
  /** The parameters that only the token has. */
  readonly ofToken: TokenValues['params'];
}

/**
 * Spends the confirmation token of a call, if it has one. `given` is the payment method that the call names. Throws for a
 * payment method that its page may not see.
 */
export async function withToken<Params extends { readonly confirmation_token?: string }>(
  context: Context,
  intent: Intent,
  given: PaymentMethod | null,
  params: Params,
): Promise<Confirmation<Params>> {
  const { confirmation_token: id } = params;
  checkVisible(context, intent, given);
  if (!id) return { method: given, params, ofToken: {} };
  const confirmed = intent.object === 'payment_intent' ? { payment_intent: intent.id } : { setup_intent: intent.id };
  const token = await spendConfirmationToken(context, { ...params, confirmation_token: id }, confirmed);
  const own = new Set(Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [name])));
  const ofToken = Object.fromEntries(Object.entries(token.params).filter(([name]) => !own.has(name)));
  checkVisible(context, intent, token.method ?? null);
  return { method: given ?? token.method ?? null, params: { ...ofToken, ...params }, ofToken };
}

/** For a page, the payment methods of other customers do not exist; the usual error would name their owner. */
function checkVisible({ caller }: Context, { customer }: Intent, method: PaymentMethod | null): void {
  if (caller.key !== 'publishable' || method === null) return;
  if (method.customer === null || method.customer === customer) return;
  throw resourceMissing(paymentMethods.noun, method.id, 'payment_method', 400);
}
