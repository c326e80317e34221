import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { book } from '../ledger/balance-transactions.ts';
import type { Destination } from './destination.ts';
import { MOVES_AFTER_SECONDS, PAYOUT_MOVES } from './timer-kind.ts';
import { type Payout, payouts } from './type.ts';

/** A payout before it is made. The amount is in the currency's smallest unit. */
interface Wanted {
  /** Less than zero for the reversal of another payout. */
  readonly amount: number;
  readonly currency: string;
  readonly destination: Destination;
  readonly automatic: boolean;
  /** Seconds since epoch. */
  readonly arrivalDate: number;
  readonly availableOn?: number;
  readonly description?: string | null;
  readonly metadata?: Stripe.Metadata;
  readonly method?: string;
  readonly originalPayout?: string;
  readonly sourceType?: string;
  readonly statementDescriptor?: string | null;
}

/** Takes money out of an account's balance and sends it to its bank. */
export function makePayout(context: Context, wanted: Wanted): Payout {
  const { work } = context;
  const { amount, currency, destination, automatic } = wanted;
  const id = work.newId(payouts.prefix);
  const transaction = book(context, {
    type: 'payout',
    reportingCategory: 'payout',
    amount: -amount,
    currency,
    fee: 0,
    book: 'bank',
    availableOn: wanted.availableOn ?? work.worldNow,
    source: id,
    description: wanted.description ?? 'STRIPE PAYOUT',
    ...(automatic && { payout: id }),
  });
  const payout = work.insert<Payout>(payouts, {
    id,
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: wanted.arrivalDate,
    automatic,
    balance_transaction: transaction.id,
    created: work.worldNow,
    currency,
    description: wanted.description ?? (automatic ? 'STRIPE PAYOUT' : null),
    destination: destination.id,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: wanted.metadata ?? {},
    method: wanted.method ?? 'standard',
    original_payout: wanted.originalPayout ?? null,
    payout_method: null,
    reconciliation_status: automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: wanted.sourceType ?? 'card',
    statement_descriptor: wanted.statementDescriptor ?? null,
    status: 'pending',
    trace_id: { status: 'pending', value: null },
    type: destination.type,
    internal: { failure: destination.failure },
  });
  work.emit('payout.created', payout);
  work.schedule({
    kind: PAYOUT_MOVES,
    subject: id,
    dueAt: work.worldNowMs + MOVES_AFTER_SECONDS * 1000,
    onWorldClock: true,
  });
  return payout;
}
