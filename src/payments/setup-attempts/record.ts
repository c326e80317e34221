import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Generated } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import type { SetupResult } from '../../network/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { SetupIntent } from '../setup-intents/type.ts';
import { type SetupAttempt, setupAttempts } from './type.ts';

/** An attempt's outcome with its data. */
const STATUSES = { approved: 'succeeded', declined: 'failed', action_required: 'requires_action' } as const;

/** The data of an attempt after the network's response. */
interface Answered {
  readonly method: PaymentMethod;
  readonly result: SetupResult;
  readonly generated: Generated | null;
  readonly error: Stripe.SetupIntent.LastSetupError | null;
}

/** Creates the SetupAttempt of a SetupIntent's confirmation. */
export function recordAttempt({ work }: Context, intent: SetupIntent, answered: Answered): SetupAttempt {
  return work.insert(setupAttempts, {
    id: work.newId(setupAttempts.prefix),
    object: 'setup_attempt',
    application: work.application,
    ...(intent.attach_to_self && { attach_to_self: true }),
    created: work.now,
    customer: intent.customer,
    customer_account: null,
    flow_directions: intent.flow_directions ?? null,
    livemode: false,
    on_behalf_of: intent.on_behalf_of,
    setup_intent: intent.id,
    usage: intent.usage,
    ...attemptResult(intent, answered),
  });
}

/** Continues a SetupIntent's attempt after its payer acted. */
export async function continueAttempt(
  { work }: Context,
  intent: SetupIntent,
  answered: Answered,
): Promise<SetupAttempt> {
  const waiting = await work.require(setupAttempts, idOf(intent.latest_attempt) ?? '');
  return work.save<SetupAttempt>({ ...waiting, ...attemptResult(intent, answered) });
}

/** Abandons the pending attempt of a SetupIntent that is confirmed again, updated or canceled. */
export async function abandonAttempt({ work }: Context, intent: SetupIntent): Promise<void> {
  if (intent.status !== 'requires_action') return;
  const waiting = await work.require(setupAttempts, idOf(intent.latest_attempt) ?? '');
  work.save<SetupAttempt>({ ...waiting, status: 'abandoned' });
}

function attemptResult(
  intent: SetupIntent,
  { method, result, generated, error }: Answered,
): Pick<SetupAttempt, 'payment_method' | 'payment_method_details' | 'setup_error' | 'status'> {
  const { setup } = methodOf(method.type);
  if (!setup) throw new Error(`${method.type} cannot be set up`);
  const network = intent.payment_method_options?.card?.network ?? null;
  return {
    payment_method: method.id,
    payment_method_details: {
      [method.type]: setup.attemptDetails(method, result, { network, generated }),
      type: method.type,
    },
    setup_error: error,
    status: STATUSES[result.outcome],
  };
}
