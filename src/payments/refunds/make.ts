import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Charge } from '../charges/type.ts';
import { refunds } from './type.ts';

/** Adds a refund of a charge. `kind` says whether money comes back or a reservation is let go. */
export function makeRefund(
  { work }: Context,
  charge: Charge,
  fields: Pick<Stripe.Refund, 'amount' | 'reason' | 'status'> & {
    metadata?: Stripe.Metadata;
    instructions_email?: string;
  },
  kind: 'refund' | 'reversal',
): Stripe.Refund {
  const isCard = charge.payment_method_details?.type === 'card';
  return work.insert(refunds, {
    id: work.newId(charge.id.startsWith('ch_') ? 're' : 'pyr'),
    object: 'refund',
    amount: fields.amount,
    balance_transaction: null,
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    ...(isCard && { destination_details: destination(kind) }),
    metadata: fields.metadata ?? {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: fields.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: fields.status,
    transfer_reversal: null,
    ...(fields.instructions_email !== undefined && { instructions_email: fields.instructions_email }),
    ...(fields.status === 'pending' && { pending_reason: 'processing' as const }),
  });
}

function destination(kind: 'refund' | 'reversal'): Stripe.Refund.DestinationDetails {
  const card =
    kind === 'reversal'
      ? { type: 'reversal' as const }
      : { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' as const };
  return { card, type: 'card' };
}
