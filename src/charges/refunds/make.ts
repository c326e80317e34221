import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { Charge } from '../type.ts';
import { refunds } from './type.ts';

type Fields = Pick<Stripe.Refund, 'amount' | 'reason' | 'status'> &
  Partial<Pick<Stripe.Refund, 'metadata' | 'instructions_email' | 'next_action' | 'pending_reason'>>;

/** Creates a refund of a charge. `kind` is a refund of money or the release of an authorization. */
export function makeRefund(
  { work }: Context,
  charge: Charge,
  fields: Fields,
  kind: 'refund' | 'reversal',
): Stripe.Refund {
  const isCard = charge.payment_method_details?.type === 'card';
  return work.insert(refunds, {
    id: work.newId(charge.id.startsWith('ch_') ? 're' : 'pyr'),
    object: 'refund',
    balance_transaction: null,
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    ...(isCard && { destination_details: destination(kind) }),
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    receipt_number: null,
    source_transfer_reversal: null,
    transfer_reversal: null,
    ...fields,
  });
}

function destination(kind: 'refund' | 'reversal'): Stripe.Refund.DestinationDetails {
  const card =
    kind === 'reversal'
      ? { type: 'reversal' as const }
      : { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' as const };
  return { card, type: 'card' };
}

/** The payer is asked by e-mail where the money should go. Throws when there is no address to write to. */
export function waitingFor(
  { work }: Context,
  charge: Charge,
  instructionsEmail: string | undefined,
  expiresAfterSeconds: number,
): Required<Pick<Stripe.Refund, 'instructions_email' | 'next_action'>> {
  const email = instructionsEmail ?? charge.receipt_email ?? charge.billing_details.email;
  if (!email) {
    throw invalidRequest(
      'This payment is refunded to an account that the customer chooses. Send `instructions_email`, so that they can be asked for it.',
      { param: 'instructions_email' },
    );
  }
  return {
    instructions_email: email,
    next_action: {
      display_details: {
        email_sent: { email_sent_at: work.now, email_sent_to: email },
        expires_at: work.now + expiresAfterSeconds,
      },
      type: 'display_details',
    },
  };
}
