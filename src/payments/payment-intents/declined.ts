import { makeCharge } from '../../charges/make.ts';
import type { Context } from '../../kernel/context.ts';
import type { ErrorDetail } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import type { CardChecks, Decline, DeclinedResult } from '../../network/type.ts';
import { declineDetail } from '../../payment-methods/card-error.ts';
import { namedMandate } from '../../payment-methods/mandates/agreement.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { Confirmed } from '../intents/intent.ts';
import { lastError } from '../intents/last-error.ts';
import { type Answer, authorizationFor, type Payment } from './ask-network.ts';
import { afterAttempt, attemptEnded } from './state.ts';
import type { PaymentIntent } from './type.ts';

/** The payment was declined: records its failed charge and what the attempt leaves on the payment method. */
export function declined(
  context: Context,
  { intent, method, terms, merchant }: Payment,
  { id, result, authorization }: Answer<DeclinedResult>,
): Confirmed<PaymentIntent> {
  const { work } = context;
  const { agreement, words } = intent.internal;
  const { decline, checks } = result;
  const charge = makeCharge(context, intent, method, {
    merchant,
    id,
    result,
    manualCapture: terms.capture === 'manual',
    authorization,
    mandate: namedMandate(agreement),
    radarSession: words?.radarSession,
    options: terms.options,
    shown: intent.next_action,
  });
  const used = work.save<PaymentMethod>({
    ...method,
    ...(method.card && checks && { card: { ...method.card, checks } }),
    internal: { ...method.internal, spent: true },
  });
  work.emit('charge.failed', charge);
  return failed(context, intent, used, { ...declineDetail(decline), charge: charge.id }, charge.id);
}

const NOT_HANDLED =
  "This payment required an authentication action to complete, but `error_on_requires_action` was set. When you're ready, you can upgrade your integration to handle actions at https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.";

/** The issuer refuses a card whose customer would have to authenticate and is not there. */
const OFF_SESSION: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
  by: 'issuer',
};

/**
 * Declines a payment whose customer would have to act but cannot. Off session the issuer refuses it, so there is a
 * failed charge; with `error_on_requires_action` the issuer is never asked.
 */
export function declinedForAuthentication(
  context: Context,
  payment: Payment,
  why: 'off_session' | 'not_handled',
  id: string,
): Confirmed<PaymentIntent> {
  const { intent, method } = payment;
  const { moneyFlow, label } = methodOf(method.type);
  if (moneyFlow) {
    return failed(context, intent, method, {
      type: 'invalid_request_error',
      code: 'payment_intent_action_required',
      message: `This payment needs the customer's approval in ${label}, which this confirmation does not allow.`,
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
  return declined(context, payment, {
    id,
    result: {
      outcome: 'declined',
      risk: { level: 'normal', score: 20 },
      decline: OFF_SESSION,
      // A stored card has the checks of the network.
      checks: method.card?.checks ? passed(method.card.checks as CardChecks) : null,
      threeDSecure: null,
    },
    authorization: authorizationFor(payment, { offSession: true }, null),
  });
}

/** The issuer checked what was given before it asked for authentication. */
function passed(checks: CardChecks): CardChecks {
  const seen = (check: CardChecks['cvc_check']) => (check === 'unchecked' ? 'pass' : check);
  return {
    address_line1_check: seen(checks.address_line1_check),
    address_postal_code_check: seen(checks.address_postal_code_check),
    cvc_check: seen(checks.cvc_check),
  };
}

/** Sends a PaymentIntent back to requires_payment_method with its error. */
export function failed(
  { work }: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  detail: ErrorDetail,
  charge: string | null = null,
): Confirmed<PaymentIntent> {
  const back = work.save<PaymentIntent>({
    ...intent,
    last_payment_error: lastError(detail, method),
    ...(charge !== null && { latest_charge: charge }),
    next_action: null,
    payment_method: null,
    status: afterAttempt('declined', intent.capture_method),
    internal: { ...attemptEnded(intent.internal), attempts: (intent.internal.attempts ?? 0) + 1 },
  });
  work.emit('payment_intent.payment_failed', back);
  return {
    intent: back,
    decline: { status: 402, detail: { ...detail, payment_intent: back, payment_method: method } },
  };
}
