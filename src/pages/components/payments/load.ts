import type Stripe from 'stripe';
import { type Dispute, disputesOf } from '../../../charges/disputes/type.ts';
import { unrefunded } from '../../../charges/refunds/refundable.ts';
import { refunds } from '../../../charges/refunds/type.ts';
import { type Charge, charges } from '../../../charges/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { idOf } from '../../../kernel/entity.ts';
import { balanceTransactions } from '../../../ledger/type.ts';
import { type PaymentIntent, paymentIntents } from '../../../payments/payment-intents/type.ts';
import { transfers } from '../../../transfers/type.ts';

/** The platform's payment for an account on whose behalf it was made. The account has a payment of its own from its transfer. */
async function behindTransfer({ work }: Context, { source_transfer: transfer }: Charge): Promise<Charge | null> {
  const platform = work.for(work.world);
  const id = idOf(transfer);
  const source = id === null ? undefined : (await platform.get(transfers, id))?.source_transaction;
  const paid = source ? await platform.get(charges, idOf(source) ?? '') : undefined;
  return paid && idOf(paid.on_behalf_of) === work.account ? paid : null;
}

/** A payment with what happened to it. */
export interface Payment {
  readonly charge: Charge;
  /** Null for a payment that another account's transfer made, or that an older call did. */
  readonly intent: PaymentIntent | null;
  /** The payment of the platform that it is from, if that was made on behalf of the account. */
  readonly behind: Charge | null;
  readonly refunds: readonly Stripe.Refund[];
  readonly disputes: readonly Dispute[];
  readonly transaction: Stripe.BalanceTransaction | null;
}

/** The most refunds that a payment shows. */
const MOST_REFUNDS = 20;

/** Loads a payment of the account, by the id of its charge or of its PaymentIntent; undefined if there is none. */
export async function loadPayment(context: Context, id: string): Promise<Payment | undefined> {
  const { work } = context;
  const named = id.startsWith('pi_') ? await work.get(paymentIntents, id) : undefined;
  const charge = await work.get(charges, idOf(named?.latest_charge ?? null) ?? id);
  if (!charge) return undefined;
  const intent = idOf(charge.payment_intent);
  const transaction = idOf(charge.balance_transaction);
  return {
    charge,
    behind: await behindTransfer(context, charge),
    intent: named ?? (intent === null ? null : ((await work.get(paymentIntents, intent)) ?? null)),
    refunds: await work.list(refunds, { by: `charge/${charge.id}`, limit: MOST_REFUNDS }),
    disputes: await disputesOf(context, charge.id),
    transaction: transaction === null ? null : ((await work.get(balanceTransactions, transaction)) ?? null),
  };
}

/**
 * The payment that a refund of this one goes to, and the most of it that is left. A payment that a transfer made is refunded
 * by the platform, which has the customer's money; on behalf of the account only where its session allows that. Null where
 * nothing can be refunded.
 */
export function refundableOf(payment: Payment, managesDestination: boolean): { charge: Charge; left: number } | null {
  const isOwn = idOf(payment.charge.source_transfer) === null;
  const charge = isOwn ? payment.charge : managesDestination ? payment.behind : null;
  if (!charge?.captured || charge.status !== 'succeeded' || charge.disputed) return null;
  const left = unrefunded(charge);
  return left > 0 ? { charge, left } : null;
}
