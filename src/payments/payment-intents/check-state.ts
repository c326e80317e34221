import { unexpectedState } from '../intents/unexpected-state.ts';
import { type Command, refusal } from './state.ts';
import type { PaymentIntent } from './type.ts';

/** Throws payment_intent_unexpected_state, with the PaymentIntent inside, when a command is not legal now. */
export function checkState(intent: PaymentIntent, command: Command): void {
  const message = refusal(intent.status, command);
  if (message !== undefined) throw unexpectedState(intent, message);
}
