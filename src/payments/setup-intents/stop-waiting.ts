import type { Context } from '../../kernel/context.ts';
import { moveMandate } from '../../payment-methods/mandates/grant.ts';
import { actionTimer } from '../next-actions/timer-kind.ts';
import { abandonAttempt } from '../setup-attempts/record.ts';
import type { SetupIntent } from './type.ts';

/**
 * Returns a SetupIntent that no longer waits for its payer: its attempt is abandoned, a pending mandate becomes
 * inactive. The caller saves it; one that was not waiting is returned unchanged.
 */
export async function stopWaiting(context: Context, intent: SetupIntent): Promise<SetupIntent> {
  if (intent.status !== 'requires_action') return intent;
  await abandonAttempt(context, intent);
  const { mandate } = intent.internal;
  if (mandate !== null) await moveMandate(context, mandate, 'inactive');
  await context.work.cancelTimers(intent.id, actionTimer(intent));
  return { ...intent, next_action: null, internal: { ...intent.internal, action: null, mandate: null } };
}
