import { DAY_SECONDS } from '../../../kernel/clock.ts';
import type { BalanceTransaction } from '../../../ledger/type.ts';
import type { Currencies, DayOfCurrency, Sums } from './type.ts';

/** Totals by day (seconds since epoch at which it begins, in UTC). */
export type Totals = Map<number, Currencies>;

const NO_SUMS: Sums = { count: 0, amount: 0, fee: 0, net: 0 };
export const NOTHING: DayOfCurrency = { types: {}, failed: {}, mrr: 0, churned: 0, started: 0, ended: 0 };

/** The beginning of a moment's day in UTC, both in seconds since epoch. */
export function dayOf(seconds: number): number {
  return Math.floor(seconds / DAY_SECONDS) * DAY_SECONDS;
}

/** Adds totals of a day in a currency to those that are there. */
function addTo(totals: Totals, at: number, currency: string, more: DayOfCurrency): void {
  const day = dayOf(at);
  const before = totals.get(day) ?? {};
  totals.set(day, { ...before, [currency]: added(before[currency] ?? NOTHING, more) });
}

export function addTransaction(
  totals: Totals,
  {
    created,
    currency,
    type,
    amount,
    fee,
    net,
  }: Pick<BalanceTransaction, 'created' | 'currency' | 'type' | 'amount' | 'fee' | 'net'>,
): void {
  addTo(totals, created, currency, { ...NOTHING, types: { [type]: { count: 1, amount, fee, net } } });
}

export function addFailure(
  totals: Totals,
  at: number,
  { currency, amount, reason }: { readonly currency: string; readonly amount: number; readonly reason: string },
): void {
  addTo(totals, at, currency, { ...NOTHING, failed: { [reason]: { count: 1, amount } } });
}

/** Adds what changed of a subscription. */
export function addSubscription(
  totals: Totals,
  at: number,
  {
    currency,
    ...changed
  }: Pick<DayOfCurrency, 'mrr' | 'churned' | 'started' | 'ended'> & { readonly currency: string },
): void {
  addTo(totals, at, currency, { ...NOTHING, ...changed });
}

/** The sum of the totals of one day. */
export function addedDays(one: Currencies, other: Currencies): Currencies {
  const sum: Record<string, DayOfCurrency> = { ...one };
  for (const [currency, day] of Object.entries(other)) sum[currency] = added(sum[currency] ?? NOTHING, day);
  return sum;
}

function added(one: DayOfCurrency, other: DayOfCurrency): DayOfCurrency {
  return {
    types: addedByName(one.types, other.types, NO_SUMS),
    failed: addedByName(one.failed, other.failed, { count: 0, amount: 0 }),
    mrr: one.mrr + other.mrr,
    churned: one.churned + other.churned,
    started: one.started + other.started,
    ended: one.ended + other.ended,
  };
}

/** Adds numbers that have a name, field by field. */
function addedByName<Of extends object>(
  one: Readonly<Record<string, Of>>,
  other: Readonly<Record<string, Of>>,
  nothing: Of,
): Record<string, Of> {
  const sum: Record<string, Of> = { ...one };
  for (const [name, more] of Object.entries(other)) {
    const before = sum[name] ?? nothing;
    const fields = Object.keys(nothing) as (keyof Of)[];
    // Every field of `Of` is a number.
    sum[name] = Object.fromEntries(
      fields.map((field) => [field, (before[field] as number) + (more[field] as number)]),
    ) as Of;
  }
  return sum;
}
