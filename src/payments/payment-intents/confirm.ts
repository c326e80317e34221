import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { refuseUnsupported } from '../../kernel/unsupported.ts';
import { methodOf } from '../../payment-methods/registry.ts';
import { type PaymentMethod, paymentMethods } from '../payment-methods/type.ts';
import { checkOwner, checkReusable } from '../payment-methods/usable.ts';
import { attempt } from './attempt.ts';
import { checkState, unexpectedState } from './check-state.ts';
import { checkClientSecret, forCaller } from './client-secret.ts';
import { checkType, givenMethod } from './given-method.ts';
import { NOT_YET } from './not-yet.ts';
import { captureMethodOf, futureUsageOf } from './options.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';
import { applyUpdate, type UpdateParams } from './update.ts';

/** What a confirmation says of itself, on confirm and on create with `confirm=true`. */
export interface ConfirmOptions {
  readonly return_url?: string | undefined;
  readonly off_session?: boolean | 'one_off' | 'recurring' | undefined;
  readonly error_on_requires_action?: boolean | undefined;
  readonly use_stripe_sdk?: boolean | undefined;
}

export const confirmPaymentIntent = operation(
  'POST /v1/payment_intents/{intent}/confirm',
  async (context, params, path) => {
    await context.exclusive(path.intent);
    const intent = await context.work.require(paymentIntents, path.intent);
    checkClientSecret(context, intent, (params as { client_secret?: string }).client_secret);
    refuseUnsupported(params, NOT_YET);
    if (context.caller.key === 'publishable' && intent.confirmation_method === 'manual') {
      throw invalidRequest(
        'This PaymentIntent has confirmation_method=manual: only your server can confirm it, with its secret key.',
      );
    }
    checkState(intent, 'confirm');
    const given = await givenMethod(context, params as Parameters<typeof givenMethod>[1]);
    const updated = await applyUpdate(context, intent, withoutMethod(params));
    return forCaller(context, await confirm(context, updated, given, params as ConfirmOptions));
  },
  'client_secret',
);

/** The parameters that a confirmation shares with an update; the payment method is dealt with apart. */
function withoutMethod(params: Stripe.PaymentIntentConfirmParams): UpdateParams {
  const { payment_method: _method, payment_method_data: _data, ...rest } = params as UpdateParams;
  return rest;
}

/**
 * Confirms a PaymentIntent with `given` or the payment method it has: checks what it is confirmed with, then asks the
 * network. A decline is thrown, with its traces kept.
 */
export async function confirm(
  context: Context,
  intent: PaymentIntent,
  given: PaymentMethod | null,
  options: ConfirmOptions,
): Promise<PaymentIntent> {
  const method = given ?? (await ownMethod(context, intent));
  if (!method) {
    throw unexpectedState(
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.",
    );
  }
  const returnUrl = checkReturnUrl(options.return_url) ?? intent.internal.returnUrl;
  checkMethod(intent, method);
  checkRedirectPossible(intent, options, returnUrl);
  const ready = context.work.save<PaymentIntent>({ ...intent, internal: { ...intent.internal, returnUrl } });
  return attempt(context, ready, method, {
    offSession: Boolean(options.off_session),
    errorOnRequiresAction: options.error_on_requires_action ?? false,
    useStripeSdk: options.use_stripe_sdk ?? context.caller.key === 'publishable',
    ...(intent.internal.authenticated && given === null && { action: 'succeeded' as const }),
  });
}

async function ownMethod({ work }: Context, intent: PaymentIntent): Promise<PaymentMethod | undefined> {
  const id = idOf(intent.payment_method);
  return id === null ? undefined : work.get(paymentMethods, id);
}

function checkMethod(intent: PaymentIntent, method: PaymentMethod): void {
  checkReusable(method);
  checkOwner(method, idOf(intent.customer));
  checkType(method, intent.payment_method_types);
  const module = methodOf(method.type);
  if (captureMethodOf(intent, method.type) === 'manual' && !module.capture.manual) {
    throw invalidRequest(`Payments with ${module.label} cannot be captured later; leave capture_method=manual out.`, {
      param: 'capture_method',
    });
  }
  checkUsage(intent, method);
  refuseIndianMandate(intent, method);
  if (method.type === 'card' && intent.statement_descriptor !== null) {
    throw invalidRequest(
      "The `statement_descriptor` parameter is not supported for `card` payments. Use `statement_descriptor_suffix` to set what follows your account's own descriptor.",
      { param: 'statement_descriptor' },
    );
  }
}

/** Indian cards would be given an e-mandate, which is not there yet. */
function refuseIndianMandate(intent: PaymentIntent, method: PaymentMethod): void {
  if (method.card?.country !== 'IN') return;
  const { mandate_options } = intent.payment_method_options?.card ?? {};
  refuseUnsupported({ mandate_options }, ['mandate_options'], 'payment_method_options[card]');
}

/** A method that cannot be kept is not charged as if it had been. */
function checkUsage(intent: PaymentIntent, method: PaymentMethod): void {
  const usage = futureUsageOf(intent, method.type);
  const module = methodOf(method.type);
  if (usage === null || module.setupFutureUsage.includes(usage)) return;
  throw invalidRequest(
    `Payments with ${module.label} cannot be set up for later use; leave setup_future_usage=${usage} out.`,
    { param: 'setup_future_usage' },
  );
}

function checkReturnUrl(url: string | undefined): string | null {
  if (url === undefined) return null;
  // Apps come back to their own scheme (myapp://paid), so any absolute URL is right.
  if (URL.canParse(url) && !/^(javascript|data|vbscript|file):/i.test(url.trim())) return url;
  throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'return_url' });
}

/** With methods that may send the payer away there must be somewhere to come back to. */
function checkRedirectPossible(intent: PaymentIntent, options: ConfirmOptions, returnUrl: string | null): void {
  if (returnUrl !== null || options.error_on_requires_action || options.off_session || options.use_stripe_sdk) return;
  const redirects = intent.payment_method_types.filter((type) => methodOf(type).flow === 'redirect');
  const mayRedirect = intent.automatic_payment_methods
    ? redirects.length > 0
    : redirects.length === intent.payment_method_types.length;
  if (!mayRedirect) return;
  throw invalidRequest(
    `This PaymentIntent accepts payment methods that redirect your customer off of your page (${redirects.join(', ')}), so a \`return_url\` is needed. If you don't want to accept redirect-based payment methods, set \`automatic_payment_methods[enabled]\` to true and \`automatic_payment_methods[allow_redirects]\` to never when creating it.`,
    { param: 'return_url' },
  );
}
