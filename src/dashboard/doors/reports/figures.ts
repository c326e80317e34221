import type { DayOfCurrency, Sums } from './type.ts';

/** Figures of a day in one currency, in the smallest unit; counts of what they are named after. */
export interface Figures {
  readonly payments: number;
  readonly gross: number;
  readonly refunds: number;
  readonly fees: number;
  readonly net: number;
  readonly payouts: number;
  readonly failed: number;
  readonly failures: number;
  readonly churned: number;
  readonly started: number;
  readonly ended: number;
}

/** Types of balance transactions that are payments, refunds and payouts: https://docs.stripe.com/reports/balance-transaction-types */
const PAYMENTS = ['charge', 'payment'];
const REFUNDS = ['refund', 'payment_refund', 'refund_failure', 'payment_failure_refund'];
const PAYOUTS = ['payout', 'payout_failure', 'payout_cancel'];
/** Earnings of an account: everything but money that moves between its own balances and bank accounts. */
const MOVED = [
  ...PAYOUTS,
  'topup',
  'topup_reversal',
  'transfer',
  'transfer_refund',
  'transfer_cancel',
  'transfer_failure',
];
/** Fees that are transactions of their own. */
const FEES = ['stripe_fee', 'stripe_fx_fee', 'tax_fee', 'network_cost'];

export function figuresOf({ types, failed, churned, started, ended }: DayOfCurrency): Figures {
  const sum = (names: (name: string) => boolean, field: keyof Sums) =>
    Object.entries(types).reduce((total, [name, sums]) => total + (names(name) ? sums[field] : 0), 0);
  const among = (names: readonly string[]) => (name: string) => names.includes(name);
  const isEarned = (name: string) => !MOVED.includes(name);
  const failures = Object.values(failed);
  return {
    payments: sum(among(PAYMENTS), 'count'),
    gross: sum(among(PAYMENTS), 'amount'),
    refunds: 0 - sum(among(REFUNDS), 'amount'),
    fees: sum(isEarned, 'fee') - sum(among(FEES), 'amount'),
    net: sum(isEarned, 'net'),
    payouts: 0 - sum(among(PAYOUTS), 'amount'),
    failed: failures.reduce((total, { amount }) => total + amount, 0),
    failures: failures.reduce((total, { count }) => total + count, 0),
    churned,
    started,
    ended,
  };
}
