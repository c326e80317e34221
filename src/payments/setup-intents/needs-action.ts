import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Confirmed } from '../intents/intent.ts';
import { type ActionRequest, askPayer } from '../next-actions/ask-payer.ts';
import type { Setup } from './ask-network.ts';
import type { SetupIntent } from './type.ts';

/** The setup waits until its payer has acted. */
export async function needsAction(
  context: Context,
  setup: Setup,
  request: ActionRequest,
): Promise<Confirmed<SetupIntent>> {
  const { account: merchant } = await asMerchant(context, idOf(setup.intent.on_behalf_of));
  const intent = context.work.save<SetupIntent>({
    ...askPayer(context, { ...setup, merchant }, request),
    last_setup_error: null,
  });
  context.work.emit('setup_intent.requires_action', intent);
  return { intent, decline: null };
}
