import type { Context } from '../../kernel/context.ts';
import { methodOf } from '../../methods/registry.ts';
import type { SetupResult } from '../../network/type.ts';
import { makeMandate, moveMandate } from '../../payment-methods/mandates/grant.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { generate } from '../intents/generate.ts';
import type { Confirmed } from '../intents/intent.ts';
import { lastError } from '../intents/last-error.ts';
import { continueAttempt, recordAttempt } from '../setup-attempts/record.ts';
import { approved } from './approved.ts';
import { type AttemptSettings, askNetwork, type Setup } from './ask-network.ts';
import { declined, errorOf } from './declined.ts';
import { needsAction } from './needs-action.ts';
import type { SetupIntent } from './type.ts';

/** Asks the network to set a payment method up and applies its answer. */
export async function attempt(
  context: Context,
  setup: Setup,
  settings: AttemptSettings,
): Promise<Confirmed<SetupIntent>> {
  const { intent, method } = setup;
  const result = await askNetwork(context, setup, settings);
  const { grant } = intent.internal;
  const generated =
    result.outcome === 'approved' && grant ? await generate(context, { intent, method, agreement: { grant } }) : null;
  const error = result.outcome === 'declined' ? lastError(errorOf(result.decline), method) : null;
  const answered = { method, result, generated, error };
  const { id } = settings.action
    ? await continueAttempt(context, intent, answered)
    : recordAttempt(context, intent, answered);
  const attempted = {
    ...setup,
    intent: await withMandate(context, { ...intent, latest_attempt: id }, method, result.outcome, settings.grant),
  };
  switch (result.outcome) {
    case 'approved':
      return approved(context, attempted, { checks: result.checks, generated });
    case 'declined':
      return declined(context, attempted, result);
    case 'action_required':
      return needsAction(context, attempted, { asked: result, useStripeSdk: settings.useStripeSdk });
  }
}

/** Updates the mandate of a setup: pending until its payer has acted, then active or inactive. Not saved. */
async function withMandate(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  outcome: SetupResult['outcome'],
  grant: Grant | null,
): Promise<SetupIntent> {
  const { mandate: pending } = intent.internal;
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
