import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import type { MandateData } from '../../payment-methods/mandates/acceptance.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { givenMethod, ownMethod } from '../intents/given-method.ts';
import { asksIndianMandate, indianGrant } from '../intents/indian-mandate.ts';
import { grantOf, needsMandate, unsaid } from '../intents/requested-mandate.ts';
import { checkRedirectPossible, checkReturnUrl } from '../intents/return-url.ts';
import { unexpectedState } from '../intents/unexpected-state.ts';
import { withToken } from '../intents/with-token.ts';
import { attempt } from './attempt.ts';
import { checkMethod } from './check-method.ts';
import { checkState } from './check-state.ts';
import { NOT_YET_AT_CONFIRM } from './not-yet.ts';
import { stopWaiting } from './stop-waiting.ts';
import { type SetupIntent, setupIntents } from './type.ts';
import { applyUpdate, type UpdateParams } from './update.ts';

/** What a call that confirms may say, on confirm and on create with `confirm=true`. */
export type ConfirmParams = Stripe.SetupIntentConfirmParams;

export const confirmSetupIntent = operation(
  'POST /v1/setup_intents/{intent}/confirm',
  async (context, params, path) => {
    const intent = await context.work.require(setupIntents, path.intent);
    checkClientSecret(context, intent, (params as { client_secret?: string }).client_secret);
    const given = await givenMethod(context, params as Parameters<typeof givenMethod>[1]);
    return await confirmGiven(context, intent, given, params as ConfirmParams);
  },
  { access: 'client_secret', lock: 'intent', notYet: NOT_YET_AT_CONFIRM },
);

/**
 * Confirms a SetupIntent with `given`, the payment method of the call's token, or the one it has. A decline is thrown,
 * with its traces kept.
 */
export async function confirmGiven(
  context: Context,
  intent: SetupIntent,
  given: PaymentMethod | null,
  params: ConfirmParams,
): Promise<SetupIntent> {
  const said = await withToken(context, intent, given, params);
  const method = said.method ?? (await ownMethod(context, intent));
  // Stripe looks for a payment method first: a canceled SetupIntent without one is told of that.
  if (!method) {
    throw unexpectedState(
      intent,
      "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    );
  }
  checkState(intent, 'confirm');
  const changed = await applyUpdate(context, intent, said.params as UpdateParams);
  return confirm(context, changed, method, said.params);
}

/** Checks what a SetupIntent is confirmed with, then asks the network to set it up. */
async function confirm(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  options: ConfirmParams,
): Promise<SetupIntent> {
  const returnUrl = checkReturnUrl(options.return_url) ?? intent.internal.returnUrl;
  checkMethod(intent, method);
  if (returnUrl === null && !options.use_stripe_sdk) checkRedirectPossible(intent);
  const grant = agreed(context, intent, method, options);
  const fresh = await stopWaiting(context, intent);
  const ready: SetupIntent = { ...fresh, internal: { ...fresh.internal, returnUrl } };
  const useStripeSdk = options.use_stripe_sdk ?? context.caller.key === 'publishable';
  return attempt(context, ready, method, { useStripeSdk, grant });
}

/** What the payer agrees to with this setup; null when no mandate is spoken of. */
function agreed(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  { mandate_data: data }: ConfirmParams,
): Grant | null {
  const given = (said: MandateData) => grantOf(context, intent, method, { data: said, singleUse: null });
  if (data) return given(data);
  if (asksIndianMandate(intent, method)) return indianGrant(context);
  return needsMandate(method, true) ? given(unsaid(context)) : null;
}
