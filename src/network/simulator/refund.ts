import type { RefundResult } from '../type.ts';
import { acquirerReference } from './chance.ts';
import type { TestCard } from './test-card.ts';

/** Seconds until the test cards with slow or failing refunds show their result. */
const REFUND_RESULT_AFTER_SECONDS = 60;
/** Seconds until a refund's acquirer reference is known. */
const REFERENCE_AFTER_SECONDS = 3;

/** Decides a refund. Pure. */
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
