import type Stripe from 'stripe';
import { withoutCash } from '../../customers/cash-balance/pay.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { methodOf } from '../../methods/registry.ts';
import { checkTold } from '../../payment-methods/required-billing-fields.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { checkOwner, checkReusable } from '../../payment-methods/usable.ts';
import { optionsOf } from '../actions/facts.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { checkType, givenMethod, ownMethod } from '../intents/given-method.ts';
import { refuseUnderIndianMandate } from '../intents/indian-mandate.ts';
import { checkRedirectPossible, checkReturnUrl } from '../intents/return-url.ts';
import { unexpectedState } from '../intents/unexpected-state.ts';
import { withToken } from '../intents/with-token.ts';
import { agreementOf, type MandateParams } from './agreement.ts';
import { attempt } from './attempt.ts';
import { checkState } from './check-state.ts';
import { refuseDescriptorOnCard } from './descriptor-on-card.ts';
import { checkMethodAmount, checkPayerCountry } from './method-amount.ts';
import { NOT_YET_AT_CONFIRM } from './not-yet.ts';
import { captureMethodOf, futureUsageOf } from './options.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';
import { applyUpdate, type UpdateParams } from './update.ts';

/** What a confirmation says of itself, on confirm and on create with `confirm=true`. */
export interface ConfirmOptions extends MandateParams {
  readonly return_url?: string | undefined;
  readonly off_session?: boolean | 'one_off' | 'recurring' | undefined;
  readonly error_on_requires_action?: boolean | undefined;
  readonly use_stripe_sdk?: boolean | undefined;
}

/** What a call that confirms may say. */
export type ConfirmParams = Omit<Stripe.PaymentIntentConfirmParams, keyof ConfirmOptions> & ConfirmOptions;

export const confirmPaymentIntent = operation(
  'POST /v1/payment_intents/{intent}/confirm',
  async (context, params, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkClientSecret(context, intent, (params as { client_secret?: string }).client_secret);
    if (context.caller.key === 'publishable' && intent.confirmation_method === 'manual') {
      throw invalidRequest(
        'This PaymentIntent has confirmation_method=manual: only your server can confirm it, with its secret key.',
      );
    }
    checkState(intent, 'confirm');
    checkAmountToConfirm(intent, params.amount_to_confirm);
    const given = await givenMethod(context, params as Parameters<typeof givenMethod>[1]);
    const said = await withToken(context, intent, given, params as ConfirmParams);
    const updated = await applyUpdate(context, intent, withoutMethod(said.params));
    return await confirm(context, updated, said.method, said.params);
  },
  { access: 'client_secret', lock: 'intent', notYet: NOT_YET_AT_CONFIRM },
);

/** A caller who says what they confirm confirms nothing else. */
function checkAmountToConfirm(intent: PaymentIntent, amount: number | undefined): void {
  if (amount === undefined || amount === intent.amount) return;
  throw invalidRequest(
    `The amount_to_confirm (${amount}) is not the amount of this PaymentIntent (${intent.amount}). Update the PaymentIntent's amount, or confirm the one it has.`,
    { code: 'payment_intent_amount_reconfirmation_required', param: 'amount_to_confirm' },
  );
}

/** The parameters that a confirmation shares with an update; the payment method is dealt with apart. */
function withoutMethod(params: ConfirmParams): UpdateParams {
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
  endAfterTooMany(context, intent);
  const returnUrl = checkReturnUrl(options.return_url) ?? intent.internal.returnUrl;
  checkMethod(intent, method);
  if (options.off_session) refuseUnderIndianMandate(method);
  if (mayRedirect(options, returnUrl)) checkRedirectPossible(intent);
  const goesOn = intent.internal.authenticated && given === null;
  const said = await agreementOf(context, intent, method, options);
  const agreement = said ?? (goesOn ? intent.internal.agreement : null) ?? null;
  const free = await withoutCash(context, intent, method);
  const ready = context.work.save<PaymentIntent>({ ...free, internal: { ...free.internal, returnUrl, agreement } });
  return attempt(context, ready, method, {
    offSession: Boolean(options.off_session),
    errorOnRequiresAction: options.error_on_requires_action ?? false,
    useStripeSdk: options.use_stripe_sdk ?? context.caller.key === 'publishable',
    ...(goesOn && { action: 'succeeded' as const }),
  });
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
  checkMethodAmount(method.type, intent.amount, intent.currency);
  checkPayerCountry(method, intent.currency);
  module.checkOptions?.(optionsOf(intent, method.type), 'confirmed', intent.currency);
  checkTold(method, { shipped: intent.shipping !== null });
  const { statement_descriptor: descriptor, internal } = intent;
  if (method.type === 'card' && descriptor !== null && !internal.descriptorOnCards) refuseDescriptorOnCard();
}

/** How often a PaymentIntent can be confirmed without being paid; then it is canceled. */
const MOST_ATTEMPTS = 100;

/** Ends a PaymentIntent that was confirmed too often. The refusal that says so is thrown, with the cancellation kept. */
function endAfterTooMany({ work }: Context, intent: PaymentIntent): void {
  if ((intent.internal.attempts ?? 0) < MOST_ATTEMPTS) return;
  const canceled = work.save<PaymentIntent>({
    ...intent,
    canceled_at: work.now,
    cancellation_reason: 'automatic',
    next_action: null,
    status: 'canceled',
    internal: { ...intent.internal, action: null },
  });
  work.emit('payment_intent.canceled', canceled);
  const { detail, status } = unexpectedState(
    canceled,
    `This PaymentIntent was confirmed ${MOST_ATTEMPTS} times without success, so it has been canceled. Create another PaymentIntent to try again.`,
  );
  throw new StripeError(status, detail, { keepsWrites: true });
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

/** Whether this confirmation may send the payer away with nowhere said to come back to. */
function mayRedirect(options: ConfirmOptions, returnUrl: string | null): boolean {
  return returnUrl === null && !options.error_on_requires_action && !options.off_session && !options.use_stripe_sdk;
}
