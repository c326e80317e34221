import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { withStorageId } from '../../kernel/entity.ts';
import { type Customer, customers } from '../type.ts';
import { cashOf } from './move.ts';

/** A customer's cash balance, and its reconciliation with payments. */
export function cashBalanceOf({ id, internal }: Customer): Stripe.CashBalance {
  const mode = internal?.reconciliationMode;
  return {
    object: 'cash_balance',
    available: internal?.cash && Object.keys(internal.cash).length > 0 ? { ...internal.cash } : null,
    customer: id,
    customer_account: null,
    livemode: false,
    settings: { reconciliation_mode: mode ?? 'automatic', using_merchant_default: mode === undefined },
  };
}

/** Emits the event for funds that no payment has used, or that wait for manual reconciliation. */
export async function emitFundsAvailable({ work }: Context, customerId: string, currency: string): Promise<void> {
  const customer = await work.require(customers, customerId);
  if (cashOf(customer, currency) === 0) return;
  work.emit('cash_balance.funds_available', withStorageId(customer.id, cashBalanceOf(customer)));
}
