import { invalidRequest } from '../../kernel/errors.ts';
import { type Command, refusal } from './state.ts';
import type { PaymentIntent } from './type.ts';

/** Throws payment_intent_unexpected_state, with the PaymentIntent inside, when a command is not legal now. */
export function checkState(intent: PaymentIntent, command: Command): void {
  const message = refusal(intent.status, command);
  if (message !== undefined) throw unexpectedState(intent, message);
}

/** The error of a PaymentIntent that is not ready for what was asked. */
export function unexpectedState(intent: PaymentIntent, message: string): Error {
  return invalidRequest(message, { code: 'payment_intent_unexpected_state', payment_intent: intent });
}
