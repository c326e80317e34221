import type { Charge } from '../../../charges/type.ts';
import type { PaymentIntent } from '../../../payments/payment-intents/type.ts';
import type { PaymentState } from '../../../shared/payment-row.ts';

/** The facts that a state follows from: a payment and its newest charge, one of them at least. */
export interface StateFacts {
  readonly intent?: Pick<PaymentIntent, 'status' | 'last_payment_error'> | undefined;
  readonly charge?: Pick<
    Charge,
    'status' | 'captured' | 'disputed' | 'refunded' | 'amount_refunded' | 'outcome'
  > | null;
  /** The status of its newest dispute. */
  readonly dispute?: string | undefined;
  /** True if one of its refunds is still on its way. */
  readonly refundPending?: boolean;
}

const OF_DISPUTES: Readonly<Record<string, PaymentState>> = {
  needs_response: 'needs_response',
  warning_needs_response: 'needs_response',
  under_review: 'under_review',
  warning_under_review: 'under_review',
  prevented: 'under_review',
  won: 'dispute_won',
  warning_closed: 'dispute_won',
  lost: 'dispute_lost',
};

/** Returns a payment's state; of several that apply, the first that its reader has to act on. */
export function stateOf({ intent, charge, dispute, refundPending = false }: StateFacts): PaymentState {
  if (charge?.disputed) return OF_DISPUTES[dispute ?? ''] ?? 'needs_response';
  const wasPaid = charge?.status === 'succeeded' && charge.captured;
  if (wasPaid && refundPending) return 'refund_pending';
  if (wasPaid && charge.refunded) return 'refunded';
  if (wasPaid && charge.amount_refunded > 0) return 'partially_refunded';
  return intent ? ofIntent(intent, charge) : ofCharge(charge);
}

function ofIntent(
  { status, last_payment_error: error }: NonNullable<StateFacts['intent']>,
  charge: StateFacts['charge'],
): PaymentState {
  switch (status) {
    case 'succeeded':
      return 'succeeded';
    case 'processing':
      return 'processing';
    case 'canceled':
      return 'canceled';
    case 'requires_capture':
      return 'uncaptured';
    case 'requires_payment_method':
      if (error === null) return 'incomplete';
      return charge?.outcome?.type === 'blocked' ? 'blocked' : 'failed';
    default:
      return 'incomplete';
  }
}

/** A charge that was made without a PaymentIntent. */
function ofCharge(charge: StateFacts['charge']): PaymentState {
  if (!charge) return 'incomplete';
  if (charge.status === 'pending') return 'processing';
  if (charge.status === 'failed') return charge.outcome?.type === 'blocked' ? 'blocked' : 'failed';
  if (charge.captured) return 'succeeded';
  // An authorization that was released counts as refunded.
  return charge.refunded ? 'canceled' : 'uncaptured';
}
