import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { book } from '../ledger/balance-transactions.ts';
import type { Converted } from '../ledger/conversion.ts';
import { noEntries } from './embedded.ts';
import { receive } from './payment.ts';
import { type Transfer, transfers } from './type.ts';

/** A transfer before it is made. Amounts are in the currency's smallest unit. */
interface Sending {
  readonly amount: number;
  readonly currency: string;
  readonly description?: string | null;
  readonly metadata?: Stripe.Metadata;
  /** The text and metadata of the receiver's payment. */
  readonly payment?: Stripe.PaymentIntent.TransferData.PaymentData;
  readonly sourceType?: string;
  /** The charge that the money comes from, which may not have become available yet. */
  readonly sourceTransaction: string | null;
  /** Seconds since epoch: the receiver's funds become available then. */
  readonly availableOn: number;
  /** The platform's fee, which is taken from the receiver, in the transfer's currency; null for none. */
  readonly applicationFee: Converted | null;
  readonly isDestination: boolean;
  readonly transferGroup: string | null;
}

/** A transfer that was made, and the id of the fee that was taken from it. */
interface Sent {
  readonly transfer: Transfer;
  readonly applicationFee: string | null;
}

/** Moves money from one account of a world to another. The sender is debited at once. */
export async function send(from: Context, to: Context, sending: Sending): Promise<Sent> {
  const { work } = from;
  const { amount, currency, description = null, transferGroup } = sending;
  const id = work.newId(transfers.prefix);
  const transaction = book(from, {
    type: 'transfer',
    reportingCategory: 'transfer',
    amount: -amount,
    currency,
    fee: 0,
    book: 'connect',
    availableOn: work.worldNow,
    source: id,
    description,
  });
  const payment = await receive(to, from, {
    transfer: id,
    amount,
    currency,
    applicationFee: sending.applicationFee,
    described: sending.payment ?? {},
    availableOn: sending.availableOn,
    originatingTransaction: sending.isDestination ? sending.sourceTransaction : null,
    // The payment of a transfer from a charge has no group of its own.
    transferGroup: sending.sourceTransaction === null ? transferGroup : null,
  });
  const transfer = work.insert(transfers, {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: transaction.id,
    created: work.now,
    currency,
    description,
    destination: to.account.id,
    destination_payment: payment.id,
    livemode: false,
    metadata: sending.metadata ?? {},
    reversals: noEntries<Stripe.TransferReversal>(`/v1/transfers/${id}/reversals`),
    reversed: false,
    source_transaction: sending.sourceTransaction,
    source_type: sending.sourceType ?? 'card',
    transfer_group: transferGroup,
  });
  work.emit('transfer.created', transfer);
  return { transfer, applicationFee: idOf(payment.application_fee) };
}
