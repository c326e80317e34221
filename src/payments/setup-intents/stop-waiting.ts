import type { Context } from '../../kernel/context.ts';
import { moveMandate } from '../../payment-methods/mandates/grant.ts';
import { actionTimer } from '../next-actions/timer-kind.ts';
import { abandonAttempt } from '../setup-attempts/record.ts';
import type { SetupIntent } from './type.ts';

/**
 * A SetupIntent as it goes on without the payer it waited for: its attempt is abandoned, a mandate that was pending is
 * none any more. To be saved by the caller; one that did not wait comes back as it is.
 */
export async function stopWaiting(context: Context, intent: SetupIntent): Promise<SetupIntent> {
  if (intent.status !== 'requires_action') return intent;
  await abandonAttempt(context, intent);
  const { mandate } = intent.internal;
  if (mandate !== null) await moveMandate(context, mandate, 'inactive');
  await context.work.cancelTimers(intent.id, actionTimer(intent));
  return { ...intent, next_action: null, internal: { ...intent.internal, action: null, mandate: null } };
}
