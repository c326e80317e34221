import type { Charge } from '../../../charges/type.ts';
import type { PaymentState } from '../../../shared/payment-row.ts';

/** A tab of the list: the states that it has. */
interface Tab {
  readonly states: readonly PaymentState[];
  /**
   * Types of events that lead to these states, for states that few payments have: the tab walks those events instead of
   * all payments. None for states that are usual.
   */
  readonly events?: readonly string[];
  /**
   * True if an event is the last of its kind about a payment, given its subject then and the charge now. Earlier ones are
   * passed over, or a payment would be on two pages.
   */
  isLast?(then: Readonly<Record<string, unknown>>, now: Pick<Charge, 'id' | 'amount_refunded'> | null): boolean;
}

const DISPUTED: readonly PaymentState[] = ['needs_response', 'under_review', 'dispute_won', 'dispute_lost'];

/** The tabs by the word in the address. */
export const TABS = {
  succeeded: { states: ['succeeded', 'partially_refunded', 'refund_pending', ...DISPUTED] },
  refunded: {
    states: ['refunded', 'partially_refunded', 'refund_pending'],
    events: ['charge.refunded'],
    isLast: (then, now) => now !== null && then.amount_refunded === now.amount_refunded,
  },
  disputed: { states: DISPUTED, events: ['charge.dispute.created'] },
  failed: {
    states: ['failed', 'blocked'],
    events: ['payment_intent.payment_failed', 'charge.failed'],
    isLast: (then, now) => now === null || (then.latest_charge ?? then.id) === now.id,
  },
  uncaptured: { states: ['uncaptured'], events: ['payment_intent.amount_capturable_updated'] },
  incomplete: { states: ['incomplete', 'processing'] },
  canceled: { states: ['canceled'], events: ['payment_intent.canceled'] },
} as const satisfies Readonly<Record<string, Tab>>;

export type TabName = keyof typeof TABS;

/** A tab as its declared type. */
export function tabOf(name: TabName): Tab {
  return TABS[name];
}
