import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { throwIfDeclined } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { methodOf, needsMandate } from '../../methods/registry.ts';
import type { MandateData } from '../../payment-methods/mandates/acceptance.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { checkCodeGiven } from '../intents/attempt-options.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { CONFIRMED_BY_PAGES } from '../intents/for-pages.ts';
import { givenMethod, ownMethod, withToken } from '../intents/given-method.ts';
import { type Confirmed, unexpectedState } from '../intents/intent.ts';
import { defaultMandateData, grantOf, indianGrant } from '../intents/requested-mandate.ts';
import { checkRedirectPossible, checkReturnUrl } from '../intents/return-url.ts';
import { setupTerms } from '../intents/terms.ts';
import type { Setup } from './ask-network.ts';
import { attempt } from './attempt.ts';
import { checkMethod } from './check-method.ts';
import { NOT_YET_AT_CONFIRM } from './not-yet.ts';
import { checkState } from './state.ts';
import { stopWaiting } from './stop-waiting.ts';
import { type SetupIntent, setupIntents } from './type.ts';
import { applyUpdate, type UpdateParams } from './update.ts';

/** The parameters of a call that confirms, on confirm and on create with `confirm=true`. */
export type ConfirmParams = Stripe.SetupIntentConfirmParams;

export const confirmSetupIntent = operation(
  'POST /v1/setup_intents/{intent}/confirm',
  async (context, params, path) => {
    const intent = await context.work.require(setupIntents, path.intent);
    checkClientSecret(context, intent, params);
    const given = await givenMethod(context, params);
    const { intent: confirmed, decline } = await confirm(context, intent, given, params);
    throwIfDeclined(decline);
    return confirmed;
  },
  {
    access: 'client_secret',
    forPages: [...CONFIRMED_BY_PAGES, 'payment_method_options[blik][code]'],
    lock: 'intent',
    notYet: NOT_YET_AT_CONFIRM,
  },
);

/**
 * Confirms a SetupIntent with `given`, the payment method of the call's token, or the one it has: checks them, then asks
 * the network to set the method up. A decline is returned, with everything about it written.
 */
export async function confirm(
  context: Context,
  intent: SetupIntent,
  given: PaymentMethod | null,
  params: ConfirmParams,
): Promise<Confirmed<SetupIntent>> {
  const confirmation = await withToken(context, intent, given, params);
  const method = confirmation.method ?? (await ownMethod(context, intent));
  // Stripe checks the payment method before the status.
  if (!method) throw missingMethod(intent);
  checkState(intent, 'confirm');
  const options = confirmation.params;
  const updated = await applyUpdate(context, intent, options as UpdateParams);
  const setup = { intent: updated, method, terms: setupTerms(updated, method) };
  const returnUrl = checkReturnUrl(options.return_url) ?? updated.internal.returnUrl;
  checkMethod(updated, method);
  checkCodeGiven(methodOf(method.type), updated.internal.words);
  if (returnUrl === null && !options.use_stripe_sdk) checkRedirectPossible(updated);
  const grant = requestedGrant(context, setup, options);
  const fresh = await stopWaiting(context, updated);
  const ready = { ...fresh, internal: { ...fresh.internal, returnUrl } };
  const useStripeSdk = options.use_stripe_sdk ?? context.caller.key === 'publishable';
  return attempt(context, { ...setup, intent: ready }, { useStripeSdk, grant });
}

function missingMethod(intent: SetupIntent): Error {
  return unexpectedState(
    intent,
    "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
  );
}

/** The mandate that the payer gives with this setup; null without one. */
function requestedGrant(
  context: Context,
  { method, terms }: Setup,
  { mandate_data: data }: ConfirmParams,
): Grant | null {
  const granted = (given: MandateData) => grantOf(context, method, terms, { data: given, singleUse: null });
  if (data) return granted(data);
  if (terms.indianMandate) return indianGrant(context);
  return needsMandate(method.type, true) ? granted(defaultMandateData(context)) : null;
}
