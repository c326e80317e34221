import type Stripe from 'stripe';
import type { Texts } from './languages/texts.ts';

/** The period of a recurring price, as `per month`. */
export function perPeriod(
  { portal }: Texts,
  { interval, interval_count: count }: Pick<Stripe.Price.Recurring, 'interval' | 'interval_count'>,
): string {
  const per: Readonly<Record<string, string>> = portal.per;
  return count === 1 && per[interval] !== undefined ? per[interval] : `/ ${count} × ${interval}`;
}
