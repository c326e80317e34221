import type Stripe from 'stripe';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { RefundReference } from '../../network/type.ts';

/** Later changes of a refund. A reference is the number by which the payer's bank finds it. */
export type Ending =
  | { readonly ends: 'succeeded' | 'failed' | 'expired'; readonly reference?: RefundReference }
  | ({ readonly ends: 'referenced' } & RefundReference);

/** Plans how a refund ends, in so many seconds. */
export function endLater(work: UnitOfWork, { id }: Stripe.Refund, seconds: number, ending: Ending): void {
  work.schedule({ kind: 'refund.settles', subject: id, dueAt: work.nowMs + seconds * 1000, payload: ending });
}
