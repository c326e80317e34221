import type { Subscription } from '../../../billing/subscriptions/type.ts';
import type { CountedSubscription } from './type.ts';

/** Periods of a unit in a month. */
const A_MONTH: Readonly<Record<string, number>> = { day: 365 / 12, week: 365 / 7 / 12, month: 1, year: 1 / 12 };
/** Subscriptions that count; those in a trial do not: https://docs.stripe.com/billing/subscriptions/analytics */
const ACTIVE: readonly string[] = ['active', 'past_due'];

/** The fields of a subscription that count. */
type Counted = Pick<Subscription, 'id' | 'status' | 'currency' | 'items'>;

/** A subscription's part in the totals: its recurring amounts, each as if it were paid monthly. Usage has none. */
export function countOf({ id, status, currency, items }: Counted): CountedSubscription {
  const active = ACTIVE.includes(status);
  const amounts = items.data.map(({ price, quantity }) => {
    const { interval = 'month', interval_count: each = 1 } = price.recurring ?? {};
    return Math.round(((price.unit_amount ?? 0) * (quantity ?? 1) * (A_MONTH[interval] ?? 1)) / each);
  });
  const mrr = active ? amounts.reduce((sum, amount) => sum + amount, 0) : 0;
  return { id: `repsub_${id}`, object: 'florin.report_subscription', currency, mrr, active };
}

/** The change from one count of a subscription to the next. */
export function changeOf(before: CountedSubscription | undefined, now: CountedSubscription) {
  const was = before?.active ?? false;
  const mrr = now.mrr - (before?.mrr ?? 0);
  const hasEnded = was && !now.active;
  return {
    currency: now.currency,
    mrr,
    churned: hasEnded ? -mrr : 0,
    started: !was && now.active ? 1 : 0,
    ended: hasEnded ? 1 : 0,
  };
}
