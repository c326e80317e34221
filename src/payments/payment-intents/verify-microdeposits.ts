import { operation } from '../../kernel/operation.ts';
import { tellDeposits, toldDeposits } from '../actions/verify.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { unexpectedState } from '../intents/unexpected-state.ts';
import { checkState } from './check-state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

/** Verifies a bank account by the small deposits that were sent to it, and goes on with the payment. */
export const verifyMicrodeposits = operation(
  'POST /v1/payment_intents/{intent}/verify_microdeposits',
  async (context, params, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkClientSecret(context, intent, (params as { client_secret?: string }).client_secret);
    checkState(intent, 'verify_microdeposits');
    if (!intent.next_action?.verify_with_microdeposits) {
      throw unexpectedState(
        intent,
        "This PaymentIntent's next action is not `verify_with_microdeposits`, so there are no microdeposits to verify.",
      );
    }
    return (await tellDeposits(context, intent, toldDeposits(params))) as PaymentIntent;
  },
  { access: 'client_secret', lock: 'intent' },
);
