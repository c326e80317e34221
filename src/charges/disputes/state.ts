/** Statuses of a dispute. Those with `warning_` are inquiries: no money has moved yet. */
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

/** The merchant's commands; `describe` only changes metadata. */
export type Command = 'describe' | 'stage' | 'submit' | 'close';

/** Outcomes of a dispute: a bank's decision, a missed deadline, or a full refund. */
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

/** Returns a dispute's next status; undefined if the transition is invalid. */
export function moved(status: string, what: Command | Outcome): DisputeStatus | undefined {
  return MOVES[what][status as DisputeStatus];
}

/** Returns the reason why a command is invalid in a status; undefined if it is valid. */
export function refusal(status: string, command: Command): string | undefined {
  if (moved(status, command) !== undefined) return undefined;
  if (moved(status, 'describe') === undefined) return 'This dispute is already closed';
  return command === 'close'
    ? 'This dispute cannot be accepted any more: its evidence has been submitted and is under review by the bank.'
    : 'The evidence of this dispute has already been submitted. Evidence can be submitted only once.';
}
