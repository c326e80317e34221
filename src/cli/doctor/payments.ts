import type Stripe from 'stripe';
import { idOf } from '../../kernel/entity.ts';
import type { BalanceTransaction } from '../../ledger/type.ts';
import { createSums, type Differences } from './differences.ts';

/** Holds payments of one world against the money that moved for them. */
export interface PaymentsCheck {
  charge(charge: Stripe.Charge): void;
  intent(intent: Stripe.PaymentIntent): void;
  refund(refund: Stripe.Refund): void;
  transaction(transaction: BalanceTransaction): void;
  transfer(transfer: Stripe.Transfer): void;
  fee(fee: Stripe.ApplicationFee): void;
  payout(payout: Stripe.Payout): void;
  topup(topup: Stripe.Topup): void;
  finish(): void;
}

/** Refunds that came to nothing. */
const UNDONE = ['failed', 'canceled'];

export function createPaymentsCheck(world: string, differences: Differences): PaymentsCheck {
  /** Posted amounts of each charge and refund, minus those on the objects. */
  const booked = createSums();
  /** Refunded amounts on charges, minus their refunds. */
  const refunded = createSums();
  /** Amounts of transfers, and what of them was reversed, minus those of the payments that they brought. */
  const sent = createSums();
  /** Transactions of scheduled payouts, which have that of the payout among them. */
  const members = createSums();
  /** Received amounts on payments, minus the captured amounts of their charges. */
  const received = createSums();

  return {
    charge(charge) {
      const captured = charge.status === 'succeeded' && charge.captured ? charge.amount_captured : 0;
      booked.add(charge.id, -captured);
      refunded.add(charge.id, charge.amount_refunded);
      if (charge.amount_refunded > charge.amount) {
        differences.add(world, `${charge.id} has an amount of ${charge.amount} but ${charge.amount_refunded} refunded`);
      }
      const transfer = idOf(charge.source_transfer ?? null);
      if (transfer !== null) {
        sent.add(transfer, -charge.amount);
        sent.add(`reversals of ${transfer}`, -charge.amount_refunded);
      }
      const intent = idOf(charge.payment_intent);
      if (intent !== null) received.add(intent, -captured);
    },
    intent: (intent) => received.add(intent.id, intent.amount_received),
    refund(refund) {
      const undone = UNDONE.includes(refund.status ?? '');
      const charge = idOf(refund.charge);
      if (charge !== null && !undone) refunded.add(charge, -refund.amount);
      // A released authorization is a refund without a movement of money.
      if (refund.balance_transaction !== null && !undone) booked.add(refund.id, refund.amount);
    },
    transfer(transfer) {
      booked.add(transfer.id, transfer.amount - transfer.amount_reversed);
      sent.add(transfer.id, transfer.amount);
      sent.add(`reversals of ${transfer.id}`, transfer.amount_reversed);
      if (transfer.amount_reversed > transfer.amount) {
        differences.add(
          world,
          `${transfer.id} has an amount of ${transfer.amount} but ${transfer.amount_reversed} reversed`,
        );
      }
    },
    fee(fee) {
      booked.add(fee.id, fee.amount_refunded - fee.amount);
      if (fee.amount_refunded > fee.amount) {
        differences.add(world, `${fee.id} has an amount of ${fee.amount} but ${fee.amount_refunded} refunded`);
      }
    },
    payout: ({ id, amount, status }) => booked.add(id, UNDONE.includes(status) ? 0 : amount),
    topup: ({ id, amount, status }) => booked.add(id, status === 'succeeded' ? -amount : 0),
    transaction(transaction) {
      const { payout, original } = transaction.internal ?? {};
      if (typeof payout === 'string') members.add(payout, transaction.net);
      const source = idOf(transaction.source);
      // Movements of disputes appear only in their own transactions.
      if (source !== null && !OF_DISPUTES.includes(transaction.type))
        booked.add(source, original?.amount ?? transaction.amount);
    },
    finish() {
      for (const [id, amount] of members.rest()) {
        differences.add(world, `the transactions of ${id} differ by ${amount} from its amount`);
      }
      for (const [what, amount] of sent.rest()) {
        differences.add(world, `${what} differ by ${amount} from the payment that it brought`);
      }
      for (const [id, amount] of booked.rest()) {
        differences.add(world, `balance transactions of ${id} differ by ${amount} from the amount on it`);
      }
      for (const [id, amount] of refunded.rest()) {
        differences.add(world, `amount_refunded of ${id} differs by ${amount} from its refunds`);
      }
      for (const [id, amount] of received.rest()) {
        differences.add(world, `amount_received of ${id} differs by ${amount} from the captured amount of its charges`);
      }
    },
  };
}

const OF_DISPUTES: readonly Stripe.BalanceTransaction['type'][] = ['adjustment', 'stripe_fee'];
