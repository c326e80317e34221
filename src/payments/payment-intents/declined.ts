import type Stripe from 'stripe';
import { makeCharge } from '../../charges/make.ts';
import type { Charge } from '../../charges/type.ts';
import type { Context } from '../../kernel/context.ts';
import { type ErrorDetail, StripeError } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import type { CardChecks, Decline } from '../../network/type.ts';
import { declineDetail } from '../../payment-methods/card-error.ts';
import { namedMandate } from '../../payment-methods/mandates/agreement.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { withoutCvc } from '../intents/attempt-options.ts';
import { lastError } from '../intents/last-error.ts';
import { authorizationFor } from './authorization.ts';
import { afterAttempt } from './state.ts';
import type { PaymentIntent } from './type.ts';

/** Writes the traces of a declined attempt and makes the 402 that tells of it. */
export function declined(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  attempt: { decline: Decline; charge: Charge; checks: CardChecks | null },
): StripeError {
  const { work } = context;
  const used = work.save<PaymentMethod>({
    ...method,
    ...(method.card && attempt.checks && { card: { ...method.card, checks: attempt.checks } }),
    internal: { ...method.internal, spent: true },
  });
  work.emit('charge.failed', attempt.charge);
  const detail: ErrorDetail = { ...declineDetail(attempt.decline), charge: attempt.charge.id };
  return failed(context, intent, used, detail, attempt.charge.id);
}

/** The guide for merchants who would rather decline than ask the payer. */
const NOT_HANDLED =
  "This payment required an authentication action to complete, but `error_on_requires_action` was set. When you're ready, you can upgrade your integration to handle actions at https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.";
const OFF_SESSION = 'Your card was declined. This transaction requires authentication.';

/**
 * Declines a payment whose payer would have to act but cannot: off session the bank refuses it, so there is a failed
 * charge; with error_on_requires_action it never goes to the bank.
 */
export function declinedForAuthentication(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  why: 'off_session' | 'not_handled',
  attempt: string,
): StripeError {
  if (methodOf(method.type).moneyFlow) {
    return failed(context, intent, method, {
      type: 'invalid_request_error',
      code: 'payment_intent_action_required',
      message: `This payment needs the customer to approve it in ${methodOf(method.type).label}, which this confirmation does not allow.`,
    });
  }
  if (why === 'not_handled') {
    return failed(context, intent, method, {
      type: 'card_error',
      code: 'authentication_required',
      decline_code: 'authentication_not_handled',
      message: NOT_HANDLED,
    });
  }
  const decline: Decline = {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: OFF_SESSION,
    by: 'issuer',
  };
  const checks = method.card?.checks ? (passed(method.card.checks) as CardChecks) : null;
  const charge = makeCharge(context, intent, method, {
    id: attempt,
    result: { outcome: 'declined', risk: { level: 'normal', score: 20 }, decline, checks, threeDSecure: null },
    manualCapture: false,
    authorization: authorizationFor(context, intent, method, { offSession: true, result: null }),
    mandate: namedMandate(intent.internal.agreement),
  });
  return declined(context, intent, method, { decline, charge, checks });
}

/** The bank saw the card and checked what was given before it asked for authentication. */
function passed(checks: Stripe.PaymentMethod.Card.Checks): Stripe.PaymentMethod.Card.Checks {
  const seen = (check: string | null) => (check === 'unchecked' ? 'pass' : check);
  return {
    address_line1_check: seen(checks.address_line1_check),
    address_postal_code_check: seen(checks.address_postal_code_check),
    cvc_check: seen(checks.cvc_check),
  };
}

/** Sends a PaymentIntent back to requires_payment_method with its error, tells of it, and makes the error to throw. */
export function failed(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  detail: ErrorDetail,
  charge: string | null = null,
): StripeError {
  const { work } = context;
  const back = work.save<PaymentIntent>({
    ...intent,
    last_payment_error: lastError(detail, method),
    ...(charge !== null && { latest_charge: charge }),
    next_action: null,
    payment_method: null,
    status: afterAttempt('declined', intent.capture_method),
    internal: {
      ...withoutCvc(intent.internal),
      action: null,
      authenticated: false,
      attempts: (intent.internal.attempts ?? 0) + 1,
    },
  });
  work.emit('payment_intent.payment_failed', back);
  return new StripeError(402, { ...detail, payment_intent: back, payment_method: method }, { keepsWrites: true });
}
