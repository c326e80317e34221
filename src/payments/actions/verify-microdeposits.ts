import { invalidRequest, throwIfDeclined } from '../../kernel/errors.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { unexpectedState } from '../intents/intent.ts';
import { checkState } from '../payment-intents/state.ts';
import { paymentIntents } from '../payment-intents/type.ts';
import { refusal } from '../setup-intents/state.ts';
import { setupIntents } from '../setup-intents/type.ts';
import { depositsOf, verifyDeposits } from './verify.ts';

/** Verifies a bank account by the deposits that were sent to it, and continues with the payment. */
const verifyForPayment = operation(
  'POST /v1/payment_intents/{intent}/verify_microdeposits',
  async (context, params, path) => {
    const { work } = context;
    const intent = await work.require(paymentIntents, path.intent);
    checkClientSecret(context, intent, params);
    checkState(intent, 'verify_microdeposits');
    if (!intent.next_action?.verify_with_microdeposits) {
      throw unexpectedState(
        intent,
        "This PaymentIntent's next action is not `verify_with_microdeposits`, so there are no microdeposits to verify.",
      );
    }
    const { decline } = await verifyDeposits(context, intent, depositsOf(params));
    throwIfDeclined(decline);
    return work.require(paymentIntents, path.intent);
  },
  { access: 'client_secret', forPages: ['amounts', 'descriptor_code'], lock: 'intent' },
);

/** Verifies a bank account by the deposits that were sent to it, and so sets it up. */
const verifyForSetup = operation(
  'POST /v1/setup_intents/{intent}/verify_microdeposits',
  async (context, params, path) => {
    const { work } = context;
    const intent = await work.require(setupIntents, path.intent);
    checkClientSecret(context, intent, params);
    if (!intent.next_action?.verify_with_microdeposits) {
      throw invalidRequest(
        refusal(intent.status, 'verify_microdeposits') ??
          `This SetupIntent cannot be actioned on because its next action is ${intent.next_action?.type}, not \`verify_with_microdeposits\`.`,
        { code: 'intent_invalid_state', setup_intent: intent },
      );
    }
    const { decline } = await verifyDeposits(context, intent, depositsOf(params));
    throwIfDeclined(decline);
    return work.require(setupIntents, path.intent);
  },
  { access: 'client_secret', forPages: ['amounts', 'descriptor_code'], lock: 'intent' },
);

export const microdepositOperations: Operation[] = [verifyForPayment, verifyForSetup];
