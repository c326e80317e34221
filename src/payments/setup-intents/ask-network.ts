import type { Context } from '../../kernel/context.ts';
import { ask } from '../../network/outbound-calls/ask.ts';
import type { Decline, SetupResult } from '../../network/type.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { Terms } from '../intents/terms.ts';
import type { SetupIntent } from './type.ts';

/** A payment method that is being set up. */
export interface Setup {
  readonly intent: SetupIntent;
  readonly method: PaymentMethod;
  readonly terms: Terms;
}

/** The circumstances of an attempt. */
export interface AttemptSettings {
  /** Stripe.js handles the next action, not a redirect. */
  readonly useStripeSdk: boolean;
  /** The mandate that the payer gives with it. */
  readonly grant: Grant | null;
  /** The result of the action that the attempt waited for; absent for a new one. */
  readonly action?: 'succeeded' | 'failed' | 'expired';
  /** The reason why nothing is set up, if the network is not asked. */
  readonly because?: Decline;
}

const EXPIRED: Decline = {
  code: 'setup_intent_setup_attempt_expired',
  message: 'The customer did not approve the setup of this payment method in time.',
  by: 'network',
};

/** Asks the network to set a payment method up, unless the result is known. */
export async function askNetwork(
  context: Context,
  { intent, method, terms }: Setup,
  { action, because }: AttemptSettings,
): Promise<SetupResult> {
  if (because) return refused(because);
  if (action === 'expired') return refused(EXPIRED);
  const { instrument } = method.internal;
  const { answer } = await ask(context, 'setup', intent, { instrument, ...terms.request, ...(action && { action }) });
  return answer;
}

function refused(decline: Decline): SetupResult {
  return { outcome: 'declined', decline, checks: null, threeDSecure: null };
}
