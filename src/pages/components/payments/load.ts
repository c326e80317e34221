import type Stripe from 'stripe';
import { type Dispute, disputesOf } from '../../../charges/disputes/type.ts';
import { refunds } from '../../../charges/refunds/type.ts';
import { type Charge, charges } from '../../../charges/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { idOf } from '../../../kernel/entity.ts';
import { balanceTransactions } from '../../../ledger/type.ts';
import { type PaymentIntent, paymentIntents } from '../../../payments/payment-intents/type.ts';

/** A payment with what happened to it. */
export interface Payment {
  readonly charge: Charge;
  /** Null for a payment that another account's transfer made, or that an older call did. */
  readonly intent: PaymentIntent | null;
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
    intent: named ?? (intent === null ? null : ((await work.get(paymentIntents, intent)) ?? null)),
    refunds: await work.list(refunds, { by: `charge/${charge.id}`, limit: MOST_REFUNDS }),
    disputes: await disputesOf(context, charge.id),
    transaction: transaction === null ? null : ((await work.get(balanceTransactions, transaction)) ?? null),
  };
}
