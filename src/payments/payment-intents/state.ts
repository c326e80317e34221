import { unexpectedState } from '../intents/intent.ts';
import type { PaymentIntent, PaymentIntentInternal, Status } from './type.ts';

/** Commands on a PaymentIntent. */
export type Command =
  | 'update'
  | 'confirm'
  | 'capture'
  | 'cancel'
  | 'increment_authorization'
  | 'apply_customer_balance'
  | 'verify_microdeposits';

/** The states in which each command is legal, in the order in which Stripe names them. */
export const ALLOWED: Readonly<Record<Command, readonly Status[]>> = {
  update: [
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
    'requires_capture',
    'succeeded',
    'processing',
  ],
  confirm: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  capture: ['requires_capture'],
  cancel: ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action', 'processing'],
  increment_authorization: ['requires_capture'],
  apply_customer_balance: ['requires_action', 'processing'],
  verify_microdeposits: ['requires_action'],
};

/** The outcome of a payment attempt. */
export type Outcome = 'approved' | 'pending' | 'declined' | 'action_required' | 'authenticated';

/** Returns a PaymentIntent's status after an attempt; `capture` is its capture method. */
export function afterAttempt(outcome: Outcome, capture: string): Status {
  switch (outcome) {
    case 'approved':
      return capture === 'manual' ? 'requires_capture' : 'succeeded';
    case 'pending':
      return 'processing';
    case 'declined':
      return 'requires_payment_method';
    case 'action_required':
      return 'requires_action';
    case 'authenticated':
      return 'requires_confirmation';
  }
}

/** Returns the options kept after an attempt. A CVC is valid for one attempt. */
export function attemptEnded(internal: PaymentIntentInternal): PaymentIntentInternal {
  const { cvcToken: _, ...words } = internal.words ?? {};
  return { ...internal, ...(internal.words && { words }), action: null, authenticated: false };
}

/** Returns a PaymentIntent's status when its payment method is set or unset before confirmation. */
export function afterMethodChange(status: Status, hasMethod: boolean): Status {
  if (status !== 'requires_payment_method' && status !== 'requires_confirmation' && status !== 'requires_action')
    return status;
  return hasMethod ? 'requires_confirmation' : 'requires_payment_method';
}

const CANNOT: Readonly<Record<Command, string>> = {
  update: 'This PaymentIntent could not be updated',
  confirm: 'You cannot confirm this PaymentIntent',
  capture: 'This PaymentIntent could not be captured',
  cancel: 'You cannot cancel this PaymentIntent',
  increment_authorization: 'The authorization of this PaymentIntent could not be incremented',
  apply_customer_balance: "This PaymentIntent could not be paid from its customer's balance",
  verify_microdeposits: "This PaymentIntent's microdeposits could not be verified",
};

const DONE: Readonly<Record<Command, string>> = {
  update: 'updated',
  confirm: 'confirmed',
  capture: 'captured',
  cancel: 'canceled',
  increment_authorization: 'incremented',
  apply_customer_balance: 'paid so',
  verify_microdeposits: 'verified',
};

/** Throws payment_intent_unexpected_state, with the PaymentIntent inside, if a command is not legal now. */
export function checkState(intent: PaymentIntent, command: Command): void {
  const message = refusal(intent.status, command);
  if (message !== undefined) throw unexpectedState(intent, message);
}

/** The reason why a command is refused in a state, in Stripe's words; undefined if it is legal. */
export function refusal(status: Status, command: Command): string | undefined {
  const allowed = ALLOWED[command];
  if (allowed.includes(status)) return undefined;
  if (command === 'confirm' && status === 'succeeded') {
    return 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.';
  }
  return `${CANNOT[command]} because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be ${DONE[command]}: ${allowed.join(', ')}.`;
}
