import type { RefundResult } from '../type.ts';
import { acquirerReference } from './chance.ts';
import type { TestCard } from './test-card.ts';

/** When the cards with slow or failing refunds show their result. */
export const REFUND_RESULT_AFTER_SECONDS = 60;
/** When the acquirer has given a refund its reference. */
export const REFERENCE_AFTER_SECONDS = 3;

/** How a refund goes. Pure. */
export function refundCard(card: TestCard, attempt: string): RefundResult {
  const reference = { number: acquirerReference(attempt), afterSeconds: REFERENCE_AFTER_SECONDS };
  switch (card.refunds) {
    case 'at_once':
      return { outcome: 'succeeded', reference };
    case 'pending_then_succeed':
      return { outcome: 'pending', ends: 'succeeded', afterSeconds: REFUND_RESULT_AFTER_SECONDS, reference };
    case 'succeed_then_fail':
      return { outcome: 'succeeded_then_fails', afterSeconds: REFUND_RESULT_AFTER_SECONDS };
  }
}
