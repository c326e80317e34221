import type Stripe from 'stripe';
import { externalBankAccounts } from '../accounts/external-accounts/type.ts';
import { connectedAccountType } from '../kernel/connected-account.ts';
import type { Context } from '../kernel/context.ts';
import { operation } from '../kernel/operation.ts';
import { view } from '../kernel/resource.ts';
import type { BookBalance } from '../kernel/storage.ts';

/** Returns the available and pending balance, from the sum of the account's postings. */
export async function balanceOf(context: Context): Promise<Stripe.Balance> {
  const { work, account } = context;
  const balances = await work.bookBalances('merchant');
  const inDefault = { currency: account.defaultCurrency, available: 0, pending: 0 };
  const rows = balances.some((row) => row.currency === account.defaultCurrency) ? balances : [inDefault, ...balances];
  const sorted = rows.toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
  const amounts = (of: 'available' | 'pending') =>
    sorted.map((row) => ({ amount: row[of], currency: row.currency, source_types: { card: row[of] } }));
  return {
    object: 'balance',
    available: amounts('available'),
    ...((await isPlatform(context)) && { connect_reserved: await reservedOf(context, rows) }),
    ...((await takesInstant(context)) && { instant_available: rows.map(instantly) }),
    livemode: false,
    pending: amounts('pending'),
  };
}

/** Part of a platform's balance that is held for its accounts' debts. */
async function reservedOf({ work }: Context, rows: readonly BookBalance[]): Promise<Stripe.Balance.ConnectReserved[]> {
  const held = await work.bookBalances('reserve');
  return rows.map(({ currency }) => {
    const amount = held.find((row) => row.currency === currency)?.available ?? 0;
    return { amount, currency, ...(amount > 0 && { source_types: { card: amount } }) };
  });
}

/** True for a platform with accounts. */
async function isPlatform({ work }: Context): Promise<boolean> {
  return work.connected === null && (await work.list(connectedAccountType, { limit: 1 })).length > 0;
}

/** The most external accounts that are looked at. */
const MOST_EXTERNAL_ACCOUNTS = 20;

/** True if the account can be paid out to at once. */
async function takesInstant({ work }: Context): Promise<boolean> {
  const banks = await work.list(externalBankAccounts, { by: 'external', limit: MOST_EXTERNAL_ACCOUNTS });
  return banks.some(({ available_payout_methods: methods }) => methods?.includes('instant'));
}

/** Instant payouts also take what is still pending. */
function instantly({ currency, available, pending }: BookBalance): Stripe.Balance.InstantAvailable {
  const amount = Math.max(0, available + pending);
  return { amount, currency, source_types: { card: amount } };
}

export const balanceResource = view('balance', { operations: [operation('GET /v1/balance', balanceOf)] });
