/** Where a dispute of Florin's can be. The `warning_…` ones are inquiries: no money has moved yet. */
export const STATUSES = [
  'needs_response',
  'under_review',
  'won',
  'lost',
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
] as const;
export type DisputeStatus = (typeof STATUSES)[number];

/** What the merchant can ask of a dispute; `describe` changes nothing but its metadata. */
export type Command = 'describe' | 'stage' | 'submit' | 'close';

/** What can become of a dispute: what its bank decides, that time runs out, or that the payment is refunded in full. */
export type Outcome = 'win' | 'lose' | 'escalate' | 'lapse' | 'refund';

type Moves = Readonly<Partial<Record<DisputeStatus, DisputeStatus>>>;

/** Every legal move: from the statuses named, to the status beside them. */
export const MOVES: Readonly<Record<Command | Outcome, Moves>> = {
  describe: {
    needs_response: 'needs_response',
    under_review: 'under_review',
    warning_needs_response: 'warning_needs_response',
    warning_under_review: 'warning_under_review',
  },
  stage: { needs_response: 'needs_response', warning_needs_response: 'warning_needs_response' },
  submit: { needs_response: 'under_review', warning_needs_response: 'warning_under_review' },
  close: { needs_response: 'lost', warning_needs_response: 'warning_closed' },
  win: { under_review: 'won', warning_under_review: 'warning_closed' },
  lose: { under_review: 'lost', warning_under_review: 'warning_closed' },
  escalate: { warning_under_review: 'needs_response' },
  lapse: {
    needs_response: 'lost',
    warning_needs_response: 'warning_closed',
    warning_under_review: 'warning_closed',
  },
  refund: { warning_needs_response: 'warning_closed', warning_under_review: 'warning_closed' },
};

/** Where a dispute goes; undefined when it cannot go there from where it is. */
export function moved(status: string, what: Command | Outcome): DisputeStatus | undefined {
  return MOVES[what][status as DisputeStatus];
}

/** Why a command is refused in a state; undefined when it is legal. */
export function refusal(status: string, command: Command): string | undefined {
  if (moved(status, command) !== undefined) return undefined;
  if (moved(status, 'describe') === undefined) return 'This dispute is already closed';
  return command === 'close'
    ? 'This dispute cannot be accepted any more: its evidence has been submitted, and the bank is looking at it.'
    : 'The evidence of this dispute has already been submitted. Banks take evidence once.';
}
