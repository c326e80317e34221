import type { Context } from '../../kernel/context.ts';
import type { Confirmed } from '../intents/intent.ts';
import { type ActionRequest, askPayer } from '../next-actions/ask-payer.ts';
import type { Setup } from './ask-network.ts';
import type { SetupIntent } from './type.ts';

/** The setup waits until its payer has acted. */
export function needsAction(context: Context, setup: Setup, request: ActionRequest): Confirmed<SetupIntent> {
  const intent = context.work.save<SetupIntent>({ ...askPayer(context, setup, request), last_setup_error: null });
  context.work.emit('setup_intent.requires_action', intent);
  return { intent, decline: null };
}
