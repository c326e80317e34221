import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { refusal } from './state.ts';
import { setupIntents } from './type.ts';

/**
 * Verifies the amounts that a bank account was sent. Always refused: no payment method Florin has waits for them, so no
 * SetupIntent does.
 */
export const verifyMicrodeposits = operation(
  'POST /v1/setup_intents/{intent}/verify_microdeposits',
  async (context, params, path) => {
    const intent = await context.work.require(setupIntents, path.intent);
    checkClientSecret(context, intent, (params as { client_secret?: string }).client_secret);
    throw invalidRequest(
      refusal(intent.status, 'verify_microdeposits') ??
        `This SetupIntent cannot be actioned on because it does not wait for microdeposits; its next action is ${intent.next_action?.type}.`,
      { code: 'intent_invalid_state', setup_intent: intent },
    );
  },
  'client_secret',
);
