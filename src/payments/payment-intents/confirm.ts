import type Stripe from 'stripe';
import { withoutCash } from '../../customers/cash-balance/pay.ts';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, throwIfDeclined } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { methodOf } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { checkCodeGiven } from '../intents/attempt-options.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { CONFIRMED_BY_PAGES } from '../intents/for-pages.ts';
import { givenMethod, ownMethod, withToken } from '../intents/given-method.ts';
import { type Confirmed, unexpectedState } from '../intents/intent.ts';
import { checkRedirectPossible, checkReturnUrl } from '../intents/return-url.ts';
import { paymentTerms } from '../intents/terms.ts';
import { agreementOf, type MandateParams } from './agreement.ts';
import type { AttemptSettings } from './ask-network.ts';
import { attempt } from './attempt.ts';
import { checkMethod, refuseUnderIndianMandate } from './check-method.ts';
import { checkFutureUsage } from './future-usage.ts';
import { NOT_YET_AT_CONFIRM } from './not-yet.ts';
import { checkState } from './state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';
import { applyUpdate, type UpdateParams } from './update.ts';

/** The parameters that belong to a confirmation alone, on confirm and on create with `confirm=true`. */
interface ConfirmOptions extends MandateParams {
  readonly return_url?: string | undefined;
  readonly off_session?: boolean | 'one_off' | 'recurring' | undefined;
  readonly error_on_requires_action?: boolean | undefined;
  /** No parameter of callers: an off-session payment that needs its payer waits for them, as one of an invoice does. */
  readonly asks_payer?: boolean | undefined;
  readonly use_stripe_sdk?: boolean | undefined;
}

/** The parameters of a call that confirms. */
export type ConfirmParams = Omit<Stripe.PaymentIntentConfirmParams, keyof ConfirmOptions> & ConfirmOptions;

export const confirmPaymentIntent = operation(
  'POST /v1/payment_intents/{intent}/confirm',
  async (context, params, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkClientSecret(context, intent, params);
    checkConfirmableBy(context, intent);
    checkState(intent, 'confirm');
    checkAmountToConfirm(intent, params.amount_to_confirm);
    const given = await givenMethod(context, params);
    const confirmation = await withToken(context, intent, given, params as ConfirmParams);
    checkFutureUsage(context, intent, confirmation);
    const { method, params: all } = confirmation;
    const updated = await withUpdates(context, intent, all);
    const { intent: confirmed, decline } = await confirm(context, updated, method, all);
    throwIfDeclined(decline);
    return confirmed;
  },
  {
    access: 'client_secret',
    forPages: [
      ...CONFIRMED_BY_PAGES,
      'amount_to_confirm',
      'error_on_requires_action',
      'payment_method_options[blik][code]',
      'payment_method_options[card][cvc_token]',
      'payment_method_options[card][network]',
      'payment_method_options[customer_balance][bank_transfer]',
      'payment_method_options[customer_balance][funding_type]',
      'payment_method_options[konbini][confirmation_number]',
      'payment_method_options[p24][tos_shown_and_accepted]',
      'payment_method_options[wechat_pay][client]',
      'receipt_email',
      'setup_future_usage',
      'shipping',
    ],
    lock: 'intent',
    notYet: NOT_YET_AT_CONFIRM,
  },
);

/**
 * Confirms a PaymentIntent with `given` or the payment method it has: checks them, then asks the network. Throws for
 * what cannot be confirmed; a decline is returned, with everything about it written.
 */
export async function confirm(
  context: Context,
  intent: PaymentIntent,
  given: PaymentMethod | null,
  options: ConfirmOptions,
): Promise<Confirmed<PaymentIntent>> {
  const method = given ?? (await ownMethod(context, intent));
  if (!method) throw missingMethod(intent);
  if ((intent.internal.attempts ?? 0) >= MOST_ATTEMPTS) return cancelAfterTooMany(context, intent);
  const { account: merchant } = await asMerchant(context, intent.on_behalf_of);
  const payment = { intent, method, terms: paymentTerms(intent, method), merchant };
  const returnUrl = checkReturnUrl(options.return_url) ?? intent.internal.returnUrl;
  checkMethod(payment);
  if (!options.off_session) checkCodeGiven(methodOf(method.type), intent.internal.words);
  if (options.off_session) refuseUnderIndianMandate(method);
  if (mayRedirect(options, returnUrl)) checkRedirectPossible(intent);
  // With confirmation_method=manual the customer has acted before the server confirms again.
  const isContinued = intent.internal.authenticated && given === null;
  const requested = await agreementOf(context, payment, options);
  const agreement = requested ?? (isContinued ? intent.internal.agreement : null) ?? null;
  const free = await withoutCash(context, intent, method);
  const ready = context.work.save<PaymentIntent>({ ...free, internal: { ...free.internal, returnUrl, agreement } });
  return attempt(context, { ...payment, intent: ready }, settingsOf(context, options, isContinued));
}

function checkConfirmableBy({ caller }: Context, { confirmation_method: method }: PaymentIntent): void {
  if (caller.key !== 'publishable' || method !== 'manual') return;
  throw invalidRequest(
    'This PaymentIntent has confirmation_method=manual: only your server can confirm it, with its secret key.',
  );
}

function checkAmountToConfirm(intent: PaymentIntent, amount: number | undefined): void {
  if (amount === undefined || amount === intent.amount) return;
  throw invalidRequest(
    `The amount_to_confirm (${amount}) is not the amount of this PaymentIntent (${intent.amount}). Update the PaymentIntent's amount, or confirm the one it has.`,
    { code: 'payment_intent_amount_reconfirmation_required', param: 'amount_to_confirm' },
  );
}

/** Applies the parameters that a confirmation shares with an update. The error of the attempt before is cleared. */
async function withUpdates(context: Context, intent: PaymentIntent, params: ConfirmParams): Promise<PaymentIntent> {
  const updates: Record<string, unknown> = { ...params };
  for (const name of CONFIRM_ONLY) delete updates[name];
  if (Object.keys(updates).length === 0) return { ...intent, last_payment_error: null };
  return applyUpdate(context, intent, updates as UpdateParams);
}

/** Parameters of a confirmation that change nothing of the PaymentIntent before it is confirmed. */
const CONFIRM_ONLY = [
  'amount_to_confirm',
  'client_secret',
  'confirmation_token',
  'error_on_requires_action',
  'mandate',
  'mandate_data',
  'off_session',
  'payment_method',
  'payment_method_data',
  'return_url',
  'use_stripe_sdk',
] as const;

function missingMethod(intent: PaymentIntent): Error {
  return unexpectedState(
    intent,
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.",
  );
}

/** The most confirmations without success; the next one cancels the PaymentIntent. */
const MOST_ATTEMPTS = 100;

function cancelAfterTooMany({ work }: Context, intent: PaymentIntent): Confirmed<PaymentIntent> {
  const canceled = work.save<PaymentIntent>({
    ...intent,
    canceled_at: work.now,
    cancellation_reason: 'automatic',
    next_action: null,
    status: 'canceled',
    internal: { ...intent.internal, action: null },
  });
  work.emit('payment_intent.canceled', canceled);
  const decline = unexpectedState(
    canceled,
    `This PaymentIntent was confirmed ${MOST_ATTEMPTS} times without success, so it has been canceled. Create another PaymentIntent to retry.`,
  );
  return { intent: canceled, decline };
}

/** True if the customer may be redirected and there is no URL for their return yet. */
function mayRedirect(options: ConfirmOptions, returnUrl: string | null): boolean {
  return returnUrl === null && !options.error_on_requires_action && !options.off_session && !options.use_stripe_sdk;
}

function settingsOf({ caller }: Context, options: ConfirmOptions, isContinued: boolean): AttemptSettings {
  return {
    offSession: Boolean(options.off_session),
    asksPayer: options.asks_payer ?? false,
    errorOnRequiresAction: options.error_on_requires_action ?? false,
    useStripeSdk: options.use_stripe_sdk ?? caller.key === 'publishable',
    ...(isContinued && { action: 'succeeded' as const }),
  };
}
