import { actionFor } from '../../customers/cash-balance/pay.ts';
import type { AccountSettings, Context } from '../../kernel/context.ts';
import { checkDebitInTime, secondsUntilDebit } from '../../methods/kinds/target-date.ts';
import type { Authorization } from '../../methods/method.ts';
import { authorizationOf } from '../../methods/registry.ts';
import { ask } from '../../network/outbound-calls/ask.ts';
import type { AuthorizeRequest, AuthorizeResult } from '../../network/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { PaymentTerms } from '../intents/terms.ts';
import { withCvc } from './cvc-token.ts';
import type { PaymentIntent } from './type.ts';

/** A payment that is attempted with a payment method. */
export interface Payment {
  readonly intent: PaymentIntent;
  readonly method: PaymentMethod;
  readonly terms: PaymentTerms;
  /** The settings of the account that it is made on behalf of, or of the one that is paid. */
  readonly merchant: AccountSettings;
}

/** The circumstances of an attempt. */
export interface AttemptSettings {
  /** The merchant charges a saved method without its customer. */
  readonly offSession: boolean;
  /** Ask the customer to act even though they are not there. */
  readonly asksPayer?: boolean;
  /** Decline instead of asking the customer to act. */
  readonly errorOnRequiresAction: boolean;
  /** Stripe.js handles the next action, not a redirect. */
  readonly useStripeSdk: boolean;
  /** The customer completed the action of the previous attempt. */
  readonly action?: 'succeeded';
}

/** The network's answer to one attempt, and what the merchant can do with its authorization. */
export interface Answer<Result extends AuthorizeResult = AuthorizeResult> {
  /** The id of the attempt on the network. */
  readonly id: string;
  readonly result: Result;
  readonly authorization: Authorization;
}

/** Asks the network to authorize a payment. */
export async function askNetwork(context: Context, payment: Payment, settings: AttemptSettings): Promise<Answer> {
  const { intent, method, terms } = payment;
  const token = intent.internal.words?.cvcToken;
  // Awaits only if a CVC token was sent. After authentication the token is already spent.
  const instrument =
    token === undefined
      ? method.internal.instrument
      : await withCvc(context, method, token, settings.action !== undefined);
  const action = await actionFor(context, intent, method, settings.action);
  const { email } = method.billing_details;
  const { attempt: id, answer: result } = await ask(context, 'authorize', intent, {
    amount: intent.amount,
    currency: intent.currency,
    instrument,
    ...(email && { payerEmail: email }),
    initiator: settings.offSession ? 'merchant' : 'customer',
    setUpForOffSession: method.internal.setUpForOffSession,
    ...(settings.asksPayer && { payerReachable: true }),
    capture: terms.capture !== 'manual',
    ...terms.request,
    ...laterDebit(context, payment, settings),
    ...(action && { action }),
  });
  return { id, result, authorization: authorizationFor(payment, settings, result) };
}

/** The money flow of a debit that starts on a day of the merchant's choice; nothing for other payments. */
function laterDebit(
  { work }: Context,
  { method, terms }: Payment,
  { action }: AttemptSettings,
): Pick<AuthorizeRequest, 'moneyFlow'> {
  const { moneyFlow } = terms.request;
  if (terms.options.target_date === undefined || !moneyFlow) return {};
  // The day may have come close while the account was verified.
  if (action === undefined) checkDebitInTime(terms.options, method.type, work.now);
  const waits = secondsUntilDebit(terms.options, work.now);
  return { moneyFlow: { ...moneyFlow, settlesAfterSeconds: moneyFlow.settlesAfterSeconds + waits } };
}

/** The use of an authorization that the merchant requested, as far as network and issuer grant it. */
export function authorizationFor(
  { intent, method, terms, merchant }: Payment,
  { offSession }: Pick<AttemptSettings, 'offSession'>,
  result: AuthorizeResult | null,
): Authorization {
  return authorizationOf(method, {
    amount: intent.amount,
    currency: intent.currency,
    initiator: offSession ? 'merchant' : 'customer',
    merchantCountry: merchant.country,
    options: terms.options,
    plain: result?.outcome === 'approved' && result.plainAuthorization === true,
  });
}
