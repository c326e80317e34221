import { operation } from '../../kernel/operation.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { unexpectedState } from '../intents/unexpected-state.ts';
import { checkState } from './check-state.ts';
import { paymentIntents } from './type.ts';

/** Pays with funds that a customer sent by bank transfer. No payment method here is paid so. */
export const applyCustomerBalance = operation(
  'POST /v1/payment_intents/{intent}/apply_customer_balance',
  async (context, _params, path) => {
    await context.exclusive(path.intent);
    const intent = await context.work.require(paymentIntents, path.intent);
    checkState(intent, 'apply_customer_balance');
    throw unexpectedState(
      intent,
      `This PaymentIntent waits for a payment with ${intent.payment_method_types.join(', ')}, not for funds of its customer's balance.`,
    );
  },
);

/** Verifies a bank account by the small deposits that were sent to it. No payment method here sends any. */
export const verifyMicrodeposits = operation(
  'POST /v1/payment_intents/{intent}/verify_microdeposits',
  async (context, params, path) => {
    await context.exclusive(path.intent);
    const intent = await context.work.require(paymentIntents, path.intent);
    checkClientSecret(context, intent, (params as { client_secret?: string }).client_secret);
    checkState(intent, 'verify_microdeposits');
    throw unexpectedState(
      intent,
      "This PaymentIntent's next action is not `verify_with_microdeposits`, so there are no microdeposits to verify.",
    );
  },
  'client_secret',
);
