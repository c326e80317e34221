import type { Context } from '../../kernel/context.ts';
import type { Signal } from '../../methods/method.ts';
import type { Decline } from '../../network/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { setupTerms } from '../intents/terms.ts';
import { actionTimer } from '../next-actions/timer-kind.ts';
import { attempt } from './attempt.ts';
import type { SetupIntent } from './type.ts';

const ACTIONS = { authorized: 'succeeded', failed: 'failed', expired: 'expired' } as const;

/**
 * Continues a setup whose payer has authenticated or not, or has not in time. A decline is written like any other; there
 * is no caller to answer.
 */
export async function payerActedOnSetup(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  signal: Signal,
  because?: Decline,
): Promise<void> {
  if (signal !== 'expired') await context.work.cancelTimers(intent.id, actionTimer(intent));
  const setup = { intent, method, terms: setupTerms(intent, method) };
  const action = ACTIONS[signal];
  await attempt(context, setup, { useStripeSdk: false, grant: null, action, ...(because && { because }) });
}
