import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { tellDeposits, toldDeposits } from '../actions/verify.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { refusal } from './state.ts';
import { type SetupIntent, setupIntents } from './type.ts';

/** Verifies a bank account by the small deposits that were sent to it, and so sets it up. */
export const verifyMicrodeposits = operation(
  'POST /v1/setup_intents/{intent}/verify_microdeposits',
  async (context, params, path) => {
    const intent = await context.work.require(setupIntents, path.intent);
    checkClientSecret(context, intent, (params as { client_secret?: string }).client_secret);
    if (!intent.next_action?.verify_with_microdeposits) {
      throw invalidRequest(
        refusal(intent.status, 'verify_microdeposits') ??
          `This SetupIntent cannot be actioned on because it does not wait for microdeposits; its next action is ${intent.next_action?.type}.`,
        { code: 'intent_invalid_state', setup_intent: intent },
      );
    }
    return (await tellDeposits(context, intent, toldDeposits(params))) as SetupIntent;
  },
  { access: 'client_secret', lock: 'intent' },
);
