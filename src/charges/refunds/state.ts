/** Where a refund can be. */
export const REFUND_STATUSES = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** What can become of a refund, asked for or by itself. */
export type RefundMove = 'succeed' | 'fail' | 'cancel' | 'expire';

/** Every legal move (https://docs.stripe.com/refunds): a refund that has succeeded can still come back. */
export const REFUND_MOVES: Readonly<Record<RefundMove, Readonly<Partial<Record<RefundStatus, RefundStatus>>>>> = {
  succeed: { pending: 'succeeded' },
  fail: { pending: 'failed', succeeded: 'failed', requires_action: 'failed' },
  cancel: { requires_action: 'canceled' },
  expire: { requires_action: 'failed' },
};

/** Where a refund goes; undefined when it cannot go there from where it is. */
export function refundMoved(status: string | null, move: RefundMove): RefundStatus | undefined {
  return REFUND_MOVES[move][status as RefundStatus];
}
