import type { Context } from '../../kernel/context.ts';
import type { Confirmed } from '../intents/intent.ts';
import { approved } from './approved.ts';
import { type AttemptSettings, askNetwork, type Payment } from './ask-network.ts';
import { declined, declinedForAuthentication } from './declined.ts';
import { needsAction } from './needs-action.ts';
import { pending } from './pending.ts';
import type { PaymentIntent } from './type.ts';

/** Asks the network for the money and applies its answer. */
export async function attempt(
  context: Context,
  payment: Payment,
  settings: AttemptSettings,
): Promise<Confirmed<PaymentIntent>> {
  const answer = await askNetwork(context, payment, settings);
  const { id, result } = answer;
  switch (result.outcome) {
    case 'approved':
      return approved(context, payment, { ...answer, result });
    case 'pending':
      return pending(context, payment, { ...answer, result });
    case 'declined':
      return declined(context, payment, { ...answer, result });
    case 'action_required':
      // A voucher can be created without its customer.
      if (settings.offSession && !settings.asksPayer && result.action !== 'display')
        return declinedForAuthentication(context, payment, 'off_session', id);
      if (settings.errorOnRequiresAction) return declinedForAuthentication(context, payment, 'not_handled', id);
      return needsAction(context, payment, { asked: result, useStripeSdk: settings.useStripeSdk });
  }
}
