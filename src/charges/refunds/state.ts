/** Statuses of a refund. */
export const REFUND_STATUSES = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** Commands and outcomes of a refund. */
export type RefundMove = 'succeed' | 'fail' | 'cancel' | 'expire';

/** Every legal move (https://docs.stripe.com/refunds): a succeeded refund can still fail. */
export const REFUND_MOVES: Readonly<Record<RefundMove, Readonly<Partial<Record<RefundStatus, RefundStatus>>>>> = {
  succeed: { pending: 'succeeded' },
  fail: { pending: 'failed', succeeded: 'failed', requires_action: 'failed' },
  cancel: { requires_action: 'canceled' },
  expire: { requires_action: 'failed' },
};

/** Returns a refund's next status; undefined if the transition is invalid. */
export function refundMoved(status: string | null, move: RefundMove): RefundStatus | undefined {
  return REFUND_MOVES[move][status as RefundStatus];
}
