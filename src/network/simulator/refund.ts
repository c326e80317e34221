import type { RefundResult } from '../network.ts';
import type { TestCard } from './test-card.ts';

/** When the cards with slow or failing refunds show their result. */
export const REFUND_RESULT_AFTER_SECONDS = 60;

/** How a refund goes. Pure. */
export function refundCard(card: TestCard): RefundResult {
  switch (card.refunds) {
    case 'at_once':
      return { outcome: 'succeeded' };
    case 'pending_then_succeed':
      return { outcome: 'pending', ends: 'succeeded', afterSeconds: REFUND_RESULT_AFTER_SECONDS };
    case 'succeed_then_fail':
      return { outcome: 'succeeded_then_fails', afterSeconds: REFUND_RESULT_AFTER_SECONDS };
  }
}
