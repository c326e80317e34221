import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { operation } from '../kernel/operation.ts';
import { view } from '../kernel/resource.ts';

/** Returns the available and pending balance, from the sum of the account's postings. */
export async function balanceOf({ work, account }: Context): Promise<Stripe.Balance> {
  const balances = await work.bookBalances('merchant');
  const inDefault = { currency: account.defaultCurrency, available: 0, pending: 0 };
  const rows = balances.some((row) => row.currency === account.defaultCurrency) ? balances : [inDefault, ...balances];
  const sorted = rows.toSorted((a, b) => a.currency.localeCompare(b.currency));
  const amounts = (of: 'available' | 'pending') =>
    sorted.map((row) => ({ amount: row[of], currency: row.currency, source_types: { card: row[of] } }));
  return {
    object: 'balance',
    available: amounts('available'),
    livemode: false,
    pending: amounts('pending'),
  };
}

export const balanceResource = view('balance', { operations: [operation('GET /v1/balance', balanceOf)] });
