import { type Attempt, makeCharge } from '../../charges/make.ts';
import { settle } from '../../charges/settle.ts';
import type { Charge } from '../../charges/type.ts';
import { actionFor, isPaidFromCash, takeCash, uncovered } from '../../customers/cash-balance/pay.ts';
import type { Context } from '../../kernel/context.ts';
import type { Authorization, Generated } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import { ask } from '../../network/outbound-calls/ask.ts';
import type { ApprovedResult, AskedAction, AuthorizeResult } from '../../network/type.ts';
import { namedMandate, spendAgreement } from '../../payment-methods/mandates/agreement.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import { askPayer } from '../actions/ask-payer.ts';
import { optionsOf } from '../actions/facts.ts';
import { broughtAuthentication, withoutCvc } from '../intents/attempt-options.ts';
import { generate } from '../intents/generate.ts';
import { threeDSecureWish } from '../intents/three-d-secure-wish.ts';
import { authorizationFor } from './authorization.ts';
import { withCvc } from './cvc-token.ts';
import { declined, declinedForAuthentication } from './declined.ts';
import { markUsed } from './mark-used.ts';
import { captureMethodOf } from './options.ts';
import { SETTLES } from './settle-later.ts';
import { afterAttempt } from './state.ts';
import type { PaymentIntent } from './type.ts';

/** How an attempt is made: by whom, and what the payer has done for it. */
export interface AttemptOptions {
  /** The merchant charges a saved method without the payer. */
  readonly offSession: boolean;
  /** Decline instead of asking the payer. */
  readonly errorOnRequiresAction: boolean;
  /** The page handles what the payer has to do (Stripe.js), rather than a redirect. */
  readonly useStripeSdk: boolean;
  readonly action?: 'succeeded';
}

/** Asks the network for the money and applies its answer. A decline is thrown once its traces are written. */
export async function attempt(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  options: AttemptOptions,
): Promise<PaymentIntent> {
  const capture = captureMethodOf(intent, method.type);
  const { words } = intent.internal;
  // Waits only where a token brings a CVC; the one confirmed again after the payer acted has been spent.
  const instrument =
    words?.cvcToken === undefined
      ? method.internal.instrument
      : await withCvc(context, method, words.cvcToken, options.action !== undefined);
  const action = await actionFor(context, intent, method, options.action);
  const { moneyFlow } = methodOf(method.type);
  const { email } = method.billing_details;
  const { attempt: id, answer: result } = await ask(context, 'authorize', intent, {
    amount: intent.amount,
    currency: intent.currency,
    instrument,
    ...(moneyFlow && { moneyFlow }),
    ...(email && { payerEmail: email }),
    initiator: options.offSession ? 'merchant' : 'customer',
    setUpForOffSession: method.internal.setUpForOffSession,
    requestThreeDSecure: threeDSecureWish(intent, method),
    capture: capture !== 'manual',
    ...(words && broughtAuthentication(words)),
    ...(action && { action }),
  });
  const authorization = authorizationFor(context, intent, method, { offSession: options.offSession, result });
  switch (result.outcome) {
    case 'approved':
      return approved(context, intent, method, { id, result, authorization });
    case 'pending':
      return pending(context, intent, method, { id, result, authorization });
    case 'declined': {
      const mandate = namedMandate(intent.internal.agreement);
      const manualCapture = capture === 'manual';
      const { radarSession } = words ?? {};
      const told = { options: optionsOf(intent, method.type), shown: shownOf(intent) };
      const facts = { id, result, manualCapture, authorization, mandate, radarSession, ...told };
      const charge = makeCharge(context, intent, method, facts);
      throw declined(context, intent, method, { decline: result.decline, charge, checks: result.checks });
    }
    case 'action_required':
      // Who pays by a voucher need not be there when it is made.
      if (options.offSession && result.action !== 'display')
        throw declinedForAuthentication(context, intent, method, 'off_session', id);
      if (options.errorOnRequiresAction) throw declinedForAuthentication(context, intent, method, 'not_handled', id);
      return waitForPayer(context, intent, method, { asked: result, useStripeSdk: options.useStripeSdk });
  }
}

/** What the payer was shown to pay by, while they are. */
function shownOf({ next_action: action }: PaymentIntent): Readonly<Record<string, unknown>> | null {
  return action as unknown as Readonly<Record<string, unknown>> | null;
}

/** The payment waits until its payer has acted. */
function waitForPayer(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  asking: { asked: AskedAction; useStripeSdk: boolean },
): PaymentIntent {
  const { action, nextAction } = askPayer(context, intent, method, asking);
  const waiting = context.work.save<PaymentIntent>({
    ...intent,
    last_payment_error: null,
    latest_charge: null,
    next_action: nextAction,
    payment_method: method.id,
    status: afterAttempt('action_required', intent.capture_method),
    internal: { ...intent.internal, action, attempts: (intent.internal.attempts ?? 0) + 1 },
  });
  context.work.emit('payment_intent.requires_action', waiting);
  return waiting;
}

async function approved(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  attempted: Attempted<ApprovedResult>,
): Promise<PaymentIntent> {
  const { work } = context;
  const { id, authorization } = attempted;
  const capture = captureMethodOf(intent, method.type);
  const charge = await charged(context, intent, method, attempted);
  // With `automatic` the balance transaction is there at once; with `automatic_async` it follows the answer.
  const told = capture === 'automatic' ? settle(context, charge) : charge;
  work.emit('charge.succeeded', told);
  const paid = work.save<PaymentIntent>({
    ...intent,
    amount_capturable: capture === 'manual' ? intent.amount : 0,
    amount_received: capture === 'manual' ? 0 : intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    processing: null,
    ...(charge.review !== null && { review: charge.review }),
    status: afterAttempt('approved', capture),
    internal: { ...withoutCvc(intent.internal), authorization: id, action: null, authenticated: false },
  });
  if (capture === 'manual') {
    work.emit('payment_intent.amount_capturable_updated', paid);
    work.schedule({
      kind: 'payment_intent.authorization_expires',
      subject: paid.id,
      dueAt: work.nowMs + authorization.holdsSeconds * 1000,
    });
  } else {
    work.emit('payment_intent.succeeded', paid);
  }
  if (capture === 'automatic_async') {
    context.afterRender(() => {
      const settled = settle(context, charge);
      work.emit('charge.updated', settled, { balance_transaction: null });
    });
  }
  return paid;
}

/** An answer of the network to one attempt. */
interface Attempted<Result extends AuthorizeResult> {
  readonly id: string;
  readonly result: Result;
  readonly authorization: Authorization;
}

/** Adds the charge of money that is there or on its way, under its mandate; what is kept of the method is kept now. */
async function charged(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  { id, result, authorization }: Attempted<Extract<AuthorizeResult, { outcome: 'approved' | 'pending' }>>,
): Promise<Charge> {
  const { agreement } = intent.internal;
  if (isPaidFromCash(method)) await takeCash(context, intent, uncovered(intent));
  const used = markUsed(context, intent, method, result.outcome === 'approved' ? result.checks : null);
  const generated = await generate(context, { intent, method: used, agreement });
  const mandate = generated ? null : await spendAgreement(context, agreement, used);
  const facts: Attempt = {
    id,
    result,
    manualCapture: captureMethodOf(intent, method.type) === 'manual',
    authorization,
    mandate,
    generated,
    radarSession: intent.internal.words?.radarSession,
    options: optionsOf(intent, method.type),
    shown: shownOf(intent),
  };
  const charge = makeCharge(context, intent, used, facts);
  if (generated) await nameCharge(context, generated, charge);
  return charge;
}

/** The bank account that was learned of says from which payment. */
async function nameCharge({ work }: Context, { paymentMethod }: Generated, charge: Charge): Promise<void> {
  const method = await work.require(paymentMethods, paymentMethod);
  if (!method.sepa_debit) return;
  work.save<PaymentMethod>({
    ...method,
    sepa_debit: { ...method.sepa_debit, generated_from: { charge: charge.id, setup_attempt: null } },
  });
}

/** The money is on its way; a bank says later whether it comes. */
async function pending(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  attempted: Attempted<Extract<AuthorizeResult, { outcome: 'pending' }>>,
): Promise<PaymentIntent> {
  const { work } = context;
  const { id, result } = attempted;
  const charge = await charged(context, intent, method, attempted);
  work.emit('charge.pending', charge);
  const processing = work.save<PaymentIntent>({
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: afterAttempt('pending', intent.capture_method),
    internal: { ...withoutCvc(intent.internal), authorization: id, action: null, authenticated: false },
  });
  work.emit('payment_intent.processing', processing);
  if (result.settles) {
    const { afterSeconds, as } = result.settles;
    work.schedule({ kind: SETTLES, subject: intent.id, dueAt: work.nowMs + afterSeconds * 1000, payload: { as } });
  }
  return processing;
}
