import type { Context } from '../../kernel/context.ts';
import { methodOf } from '../../methods/registry.ts';
import { ask } from '../../network/outbound-calls/ask.ts';
import type { AskedAction, Decline, SetupResult } from '../../network/type.ts';
import { makeMandate, moveMandate } from '../../payment-methods/mandates/grant.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { askPayer } from '../actions/ask-payer.ts';
import { broughtAuthentication } from '../intents/attempt-options.ts';
import { generate } from '../intents/generate.ts';
import { lastError } from '../intents/last-error.ts';
import { threeDSecureWish } from '../intents/three-d-secure-wish.ts';
import { continueAttempt, recordAttempt } from '../setup-attempts/record.ts';
import { errorOf, failed } from './failed.ts';
import { keep } from './keep.ts';
import { afterAttempt } from './state.ts';
import type { SetupIntent } from './type.ts';

/** How a payment method is set up. */
export interface AttemptOptions {
  /** The page handles what the payer has to do (Stripe.js), rather than a redirect. */
  readonly useStripeSdk: boolean;
  /** The mandate that the payer gives with it. */
  readonly grant: Grant | null;
  /** What came of the action that the attempt waited for; absent when a new one is made. */
  readonly action?: 'succeeded' | 'failed' | 'expired';
  /** Why nothing was set up, where that is not for the network to say. */
  readonly because?: Decline;
}

/** Asks the network to set a payment method up and applies its answer. A decline is thrown, with its traces kept. */
export async function attempt(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  options: AttemptOptions,
): Promise<SetupIntent> {
  const { action } = options;
  const result = options.because ? refused(options.because) : await setUp(context, intent, method, action);
  const generated =
    result.outcome === 'approved' && intent.internal.grant
      ? await generate(context, { intent, method, agreement: { grant: intent.internal.grant } })
      : null;
  const error = result.outcome === 'declined' ? errorOf(result.decline) : null;
  const answered = { method, result, generated, error: error && lastError(error, method) };
  const { id } = action ? await continueAttempt(context, intent, answered) : recordAttempt(context, intent, answered);
  const attempted = await withMandate(context, { ...intent, latest_attempt: id }, method, {
    outcome: result.outcome,
    options,
  });
  switch (result.outcome) {
    case 'approved':
      return succeeded(context, attempted, keep(context, attempted, method, { checks: result.checks, generated }));
    case 'declined':
      throw failed(context, attempted, method, { detail: errorOf(result.decline), checks: result.checks });
    case 'action_required':
      return waitForPayer(context, attempted, method, { asked: result, useStripeSdk: options.useStripeSdk });
  }
}

const EXPIRED: Decline = {
  code: 'setup_intent_setup_attempt_expired',
  message: 'The customer did not approve the setup of this payment method in time.',
  by: 'network',
};

async function setUp(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  action: AttemptOptions['action'],
): Promise<SetupResult> {
  if (action === 'expired') return refused(EXPIRED);
  const { words } = intent.internal;
  const { moneyFlow } = methodOf(method.type);
  const { answer } = await ask(context, 'setup', intent, {
    ...(moneyFlow && { moneyFlow }),
    instrument: method.internal.instrument,
    requestThreeDSecure: threeDSecureWish(intent, method),
    ...(words && broughtAuthentication(words)),
    ...(action && { action }),
  });
  return answer;
}

function refused(decline: Decline): SetupResult {
  return { outcome: 'declined', decline, checks: null, threeDSecure: null };
}

/** A SetupIntent with the mandate it has after an attempt: pending while its payer has to act, then active or none. */
async function withMandate(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  { outcome, options }: { outcome: SetupResult['outcome']; options: AttemptOptions },
): Promise<SetupIntent> {
  const { mandate: pending } = intent.internal;
  const { grant } = options;
  if (methodOf(method.type).generates) {
    return { ...intent, internal: { ...intent.internal, grant: outcome === 'action_required' ? grant : null } };
  }
  if (pending !== null) {
    await moveMandate(context, pending, outcome === 'approved' ? 'active' : 'inactive');
    const mandate = outcome === 'approved' ? pending : null;
    return { ...intent, mandate, internal: { ...intent.internal, mandate: null } };
  }
  if (grant === null || outcome === 'declined') return intent;
  if (outcome === 'approved') return { ...intent, mandate: makeMandate(context, method, grant, 'active').id };
  const { id: mandate } = makeMandate(context, method, grant, 'pending');
  return { ...intent, internal: { ...intent.internal, mandate } };
}

function succeeded({ work }: Context, intent: SetupIntent, method: PaymentMethod): SetupIntent {
  const done = work.save<SetupIntent>({
    ...intent,
    last_setup_error: null,
    next_action: null,
    payment_method: method.id,
    status: afterAttempt('approved'),
    internal: { ...intent.internal, action: null },
  });
  work.emit('setup_intent.succeeded', done);
  return done;
}

/** The setup waits on a page until the payer has acted. */
function waitForPayer(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  asking: { asked: AskedAction; useStripeSdk: boolean },
): SetupIntent {
  const { action, nextAction } = askPayer(context, intent, method, asking);
  const waiting = context.work.save<SetupIntent>({
    ...intent,
    last_setup_error: null,
    next_action: nextAction,
    payment_method: method.id,
    status: afterAttempt('action_required'),
    internal: { ...intent.internal, action },
  });
  context.work.emit('setup_intent.requires_action', waiting);
  return waiting;
}
