import type { Due, Payment } from './payment.ts';
import { end, endDispute, notApproved, REFUND_REFERENCE_AFTER, withRefund } from './payment-moves.ts';

/** Returns the state at a moment, with all due changes in order. */
export function pastDue(state: Payment, atMs: number): Payment {
  const next = nextDue(state, atMs);
  return next ? pastDue(happened(state, next, next.atMs), atMs) : state;
}

function nextDue({ dues }: Payment, atMs: number): Due | undefined {
  return dues.filter((due) => due.atMs <= atMs).toSorted((a, b) => a.atMs - b.atMs)[0];
}

/**
 * Returns all possible states if due changes may or may not have happened, in any order: at their due time, or only
 * now.
 */
export function perhapsPastDue(state: Payment, atMs: number, when: 'then' | 'now'): Payment[] {
  const found = new Map<string, Payment>();
  const open = [state];
  for (let next = open.pop(); next; next = open.pop()) {
    const { dues } = next;
    const name = JSON.stringify(next);
    if (found.has(name)) continue;
    found.set(name, next);
    for (const due of dues) if (due.atMs <= atMs) open.push(happened(next, due, when === 'now' ? atMs : due.atMs));
  }
  return [...found.values()];
}

/** True if a due change has not happened. */
export function isBehind(state: Payment, atMs: number): boolean {
  return nextDue(state, atMs) !== undefined;
}

/** Applies a due change at a moment that may be later than its due time. */
function happened(before: Payment, due: Due, atMs: number): Payment {
  const state = { ...before, dues: before.dues.filter((other) => other !== due) };
  switch (due.what) {
    case 'action ends':
      return state.status === 'requires_action' && state.actions === due.about ? notApproved(state) : state;
    case 'authorization ends':
      return end(state, 'charge.expired');
    case 'refund gets its reference':
      return { ...state, told: [...state.told, 'refund.updated', 'charge.refund.updated'] };
    case 'refund comes':
      return {
        ...withRefund(state, due.about, 'succeeded'),
        dues: [
          ...state.dues,
          { atMs: atMs + REFUND_REFERENCE_AFTER, what: 'refund gets its reference', about: due.about },
        ],
        told: [...state.told, 'refund.updated', 'charge.refund.updated'],
      };
    case 'refund fails':
      return {
        ...withRefund(state, due.about, 'failed'),
        net: state.net + (state.refunds[due.about]?.amount ?? 0),
        told: [...state.told, 'refund.failed', 'charge.refund.updated'],
      };
    case 'dispute lapses':
      return endDispute(state, 'lost');
  }
}
