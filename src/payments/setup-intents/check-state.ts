import { unexpectedState } from '../intents/unexpected-state.ts';
import { type Command, refusal } from './state.ts';
import type { SetupIntent } from './type.ts';

/** Throws setup_intent_unexpected_state, with the SetupIntent inside, when a command is not legal now. */
export function checkState(intent: SetupIntent, command: Exclude<Command, 'verify_microdeposits'>): void {
  const message = refusal(intent.status, command);
  if (message !== undefined) throw unexpectedState(intent, message);
}
