import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { insertVaulted } from '../make.ts';
import { type PaymentMethod, paymentMethods } from '../type.ts';
import { type ConfirmationToken, confirmationTokens } from './type.ts';

/** The intent that a token confirms. */
type ConfirmedIntent = { readonly payment_intent: string } | { readonly setup_intent: string };

/** Returns a token's values as parameters of a confirmation. */
export interface TokenValues {
  /** Undefined when the request named a payment method itself. */
  readonly method: PaymentMethod | undefined;
  /** Laid under the request's own parameters: `{ ...params, ...request }`. */
  readonly params: {
    readonly return_url?: string;
    readonly setup_future_usage?: Stripe.ConfirmationToken.SetupFutureUsage;
    readonly shipping?: Stripe.PaymentIntentConfirmParams.Shipping;
    readonly mandate_data?: Stripe.PaymentIntentConfirmParams.MandateData;
    readonly payment_method_options?: Stripe.PaymentIntentConfirmParams.PaymentMethodOptions;
    readonly use_stripe_sdk?: boolean;
  };
}

/**
 * Consumes the confirmation token of a confirm request: once, within twelve hours. The request's own parameters
 * override the token's, including the payment method. Throws for an unknown, used or expired token.
 */
export async function spendConfirmationToken(
  context: Context,
  request: { confirmation_token: string; payment_method?: unknown; payment_method_data?: unknown },
  intent: ConfirmedIntent,
): Promise<TokenValues> {
  const { work } = context;
  const token = await work.require(confirmationTokens, request.confirmation_token, 'confirmation_token');
  checkUsable(token, work.now);
  const ownMethod = Boolean(request.payment_method || request.payment_method_data);
  const method = ownMethod ? undefined : await methodOfToken(context, token);
  work.save<ConfirmationToken>({ ...token, ...intent });
  return { method, params: paramsOf(token) };
}

function checkUsable(token: ConfirmationToken, now: number): void {
  const used = token.payment_intent ?? token.setup_intent;
  if (used !== null) {
    throw invalidRequest(
      `The ConfirmationToken ${token.id} was already used to confirm ${used}. A ConfirmationToken can be used only once: collect the payment details again and create another one.`,
      { param: 'confirmation_token' },
    );
  }
  if (token.expires_at !== null && token.expires_at <= now) {
    throw invalidRequest(
      `The ConfirmationToken ${token.id} has expired. Collect the payment details again and create another one.`,
      { param: 'confirmation_token' },
    );
  }
}

async function methodOfToken(context: Context, { internal }: ConfirmationToken): Promise<PaymentMethod> {
  const { existing, vaulted } = internal;
  if (vaulted) return insertVaulted(context, vaulted);
  return context.work.require(paymentMethods, existing ?? '', 'confirmation_token');
}

function paramsOf(token: ConfirmationToken): TokenValues['params'] {
  const { return_url, setup_future_usage, shipping, mandate_data, payment_method_options, use_stripe_sdk } = token;
  return {
    use_stripe_sdk,
    ...(return_url !== null && { return_url }),
    ...(setup_future_usage !== null && { setup_future_usage }),
    ...(shipping !== null && { shipping: shipping as Stripe.PaymentIntentConfirmParams.Shipping }),
    ...(mandate_data && { mandate_data: mandate_data as Stripe.PaymentIntentConfirmParams.MandateData }),
    ...(payment_method_options !== null && {
      payment_method_options: payment_method_options as Stripe.PaymentIntentConfirmParams.PaymentMethodOptions,
    }),
  };
}
