import { unexpectedState } from '../intents/intent.ts';
import type { SetupIntent, Status } from './type.ts';

/** Commands on a SetupIntent. Descriptive fields can always change, others only before the setup. */
export type Command = 'update' | 'change_method' | 'confirm' | 'cancel' | 'verify_microdeposits';

const EVERY: readonly Status[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'succeeded',
  'canceled',
];

/** The states in which each command is legal, in the order in which Stripe names them. */
export const ALLOWED: Readonly<Record<Command, readonly Status[]>> = {
  update: EVERY,
  change_method: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  confirm: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  cancel: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  verify_microdeposits: ['requires_action'],
};

/** The outcome of a setup attempt. */
type Outcome = 'approved' | 'declined' | 'action_required';

const AFTER: Readonly<Record<Outcome, Status>> = {
  approved: 'succeeded',
  declined: 'requires_payment_method',
  action_required: 'requires_action',
};

/** Returns a SetupIntent's status after an attempt. */
export function afterAttempt(outcome: Outcome): Status {
  return AFTER[outcome];
}

/** Returns a SetupIntent's status when its payment method is set or unset before confirmation. */
export function afterMethodChange(hasMethod: boolean): Status {
  return hasMethod ? 'requires_confirmation' : 'requires_payment_method';
}

const VERBS = {
  update: ['update', 'updated'],
  change_method: ['update', 'updated'],
  confirm: ['confirm', 'confirmed'],
  cancel: ['cancel', 'canceled'],
} as const;

/** Throws setup_intent_unexpected_state, with the SetupIntent inside, if a command is not legal now. */
export function checkState(intent: SetupIntent, command: Exclude<Command, 'verify_microdeposits'>): void {
  const message = refusal(intent.status, command);
  if (message !== undefined) throw unexpectedState(intent, message);
}

/** The reason why a command is refused in a state, in Stripe's words; undefined if it is legal. */
export function refusal(status: Status, command: Command): string | undefined {
  const allowed = ALLOWED[command];
  if (allowed.includes(status)) return undefined;
  if (command === 'verify_microdeposits') {
    return `This SetupIntent cannot be actioned on because it has a status of ${status}. Only a SetupIntent with one of the following statuses may be actioned on: ${JSON.stringify(allowed)}.`;
  }
  const [verb, done] = VERBS[command];
  const cannot = `You cannot ${verb} this SetupIntent because it`;
  if (status === 'canceled') return `${cannot} ${command === 'cancel' ? 'is already' : 'has been'} canceled.`;
  if (status === 'succeeded' && command !== 'cancel') return `${cannot} has already succeeded.`;
  return `${cannot} has a status of ${status}. Only a SetupIntent with one of the following statuses may be ${done}: ${listed(allowed)}.`;
}

/** Words in Stripe's list of them, as "`a`, `b`, or `c`". */
function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return `${quoted.slice(0, -1).join(', ')}, or ${quoted.at(-1)}`;
}
