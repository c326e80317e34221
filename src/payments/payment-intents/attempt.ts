import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { StripeError } from '../../kernel/errors.ts';
import type { AuthorizeResult, CardChecks, SettleRequest } from '../../network/network.ts';
import { networkPort } from '../../network/ports.ts';
import { methodOf } from '../../payment-methods/registry.ts';
import { makeCharge } from '../charges/make.ts';
import { settle } from '../charges/settle.ts';
import { attachVerified } from '../payment-methods/attach.ts';
import type { PaymentMethod } from '../payment-methods/type.ts';
import { askPayer } from './ask-payer.ts';
import { declined, declinedForAuthentication } from './declined.ts';
import { captureMethodOf, futureUsageOf } from './options.ts';
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
  const { work, use } = context;
  const capture = captureMethodOf(intent, method.type);
  const id = `${work.origin.cause}:authorize`;
  const network = use(networkPort);
  const result = await network.authorize({
    attempt: id,
    amount: intent.amount,
    currency: intent.currency,
    instrument: method.internal.instrument,
    initiator: options.offSession ? 'merchant' : 'customer',
    setUpForOffSession: method.internal.setUpForOffSession,
    requestThreeDSecure: threeDSecureWish(intent),
    capture: capture !== 'manual',
    ...(options.action && { action: options.action }),
  });
  switch (result.outcome) {
    case 'approved':
      context.undoUnlessCommitted(id, () => network.void(voidOf(id, intent, method)));
      refuseAftermath(result);
      return approved(context, intent, method, { id, result });
    case 'declined': {
      const charge = makeCharge(context, intent, method, { id, result, manualCapture: capture === 'manual' });
      throw declined(context, intent, method, { decline: result.decline, charge, checks: result.checks });
    }
    case 'action_required':
      if (options.offSession) throw declinedForAuthentication(context, intent, method, 'off_session', id);
      if (options.errorOnRequiresAction) throw declinedForAuthentication(context, intent, method, 'not_handled', id);
      return askPayer(context, intent, method, result.action, options);
  }
}

/** Gives back what an attempt took or reserved. */
function voidOf(authorization: string, intent: PaymentIntent, method: PaymentMethod): SettleRequest {
  const { instrument } = method.internal;
  return {
    attempt: `${authorization}:undo`,
    authorization,
    instrument,
    amount: intent.amount,
    currency: intent.currency,
  };
}

function threeDSecureWish(intent: PaymentIntent): 'automatic' | 'any' | 'challenge' {
  const wish = intent.payment_method_options?.card?.request_three_d_secure;
  if (wish === 'any') return 'any';
  return wish === 'challenge' ? 'challenge' : 'automatic';
}

/** Cards that start disputes or fraud warnings are for later; better refused than charged without what should follow. */
function refuseAftermath(result: Extract<AuthorizeResult, { outcome: 'approved' }>): void {
  if (result.aftermath === null) return;
  throw new StripeError(501, {
    type: 'api_error',
    message:
      'Florin does not have disputes and fraud warnings yet, which this test card stands for. Nothing was charged.',
  });
}

function approved(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  attempted: { id: string; result: Extract<AuthorizeResult, { outcome: 'approved' }> },
): PaymentIntent {
  const { work } = context;
  const { id, result } = attempted;
  const capture = captureMethodOf(intent, method.type);
  const used = use(context, intent, method, result.checks);
  const charge = makeCharge(context, intent, used, { id, result, manualCapture: capture === 'manual' });
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
    status: afterAttempt('approved', capture),
    internal: { ...intent.internal, authorization: id, action: null, authenticated: false },
  });
  if (capture === 'manual') {
    work.emit('payment_intent.amount_capturable_updated', paid);
    work.schedule({
      kind: 'payment_intent.authorization_expires',
      subject: paid.id,
      dueAt: work.nowMs + methodOf(method.type).capture.holdsSeconds * 1000,
    });
  } else {
    work.emit('payment_intent.succeeded', paid);
  }
  if (capture === 'automatic_async') {
    context.afterAnswer(() => {
      const settled = settle(context, charge);
      work.emit('charge.updated', settled, { balance_transaction: null });
    });
  }
  return paid;
}

/** Whether a payment method already shows what a payment would write on it. */
function isUsed(method: PaymentMethod, checks: CardChecks | null, setUpForOffSession: boolean): boolean {
  const { spent, setUpForOffSession: before } = method.internal;
  if (!spent || before !== setUpForOffSession) return false;
  const shown = method.card?.checks;
  if (!checks || !shown) return true;
  return (
    checks.cvc_check === shown.cvc_check &&
    checks.address_postal_code_check === shown.address_postal_code_check &&
    checks.address_line1_check === shown.address_line1_check
  );
}

/** Marks a payment method as used, with what its issuer found; saves it for the customer when that was asked. */
function use(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  checks: Extract<AuthorizeResult, { outcome: 'approved' }>['checks'],
): PaymentMethod {
  const usage = futureUsageOf(intent, method.type);
  const customer = idOf(intent.customer);
  const reusable = methodOf(method.type).reusable;
  const used: PaymentMethod = {
    ...method,
    ...(method.card && checks && { card: { ...method.card, checks } }),
    internal: {
      ...method.internal,
      spent: true,
      setUpForOffSession: method.internal.setUpForOffSession || usage === 'off_session',
    },
  };
  if (usage && usage !== 'none' && reusable && customer !== null && method.customer === null) {
    return attachVerified(context, used, customer, checks);
  }
  // A saved card that is charged again and again stays as it is, so that its payments do not wait for each other.
  return isUsed(method, checks, used.internal.setUpForOffSession) ? method : context.work.save(used);
}
