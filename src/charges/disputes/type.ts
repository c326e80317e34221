import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import { balanceTransactions } from '../../ledger/type.ts';
import type { Settlement } from '../type.ts';

/** Fields stored with a dispute that are never returned. */
interface DisputeInternal {
  /** The network's fee of a countered compliance dispute, in the smallest unit. */
  readonly networkFee: number;
  /** As that of its charge. */
  readonly settlement?: Settlement | undefined;
}

export type Dispute = Stored<Stripe.Dispute, DisputeInternal>;

export const disputes: ResourceType<Dispute> = {
  object: 'dispute',
  prefix: 'dp',
  noun: 'dispute',
  idParam: 'dispute',
  filters: {
    charge: { listed: true, of: (dispute) => dispute.charge },
    payment_intent: { listed: true, of: (dispute) => dispute.payment_intent },
  },
  asOf: (dispute, now) => ({
    ...dispute,
    balance_transactions: dispute.balance_transactions.map((txn) => balanceTransactions.asOf?.(txn, now) ?? txn),
  }),
};

/** The most disputes that one payment has. */
const MOST_OF_A_CHARGE = 10;

/** All disputes of a charge, the newest first. */
export function disputesOf({ work }: Context, charge: string): Promise<Dispute[]> {
  return work.list(disputes, { by: `charge/${charge}`, limit: MOST_OF_A_CHARGE });
}

/** The payment to lock for a dispute: a refund and a chargeback must not both take the money. */
export async function paymentOfDispute({ work }: Context, id: string): Promise<string[]> {
  const dispute = await work.peek(disputes, id);
  return dispute ? [dispute.payment_intent ?? dispute.charge] : [];
}
