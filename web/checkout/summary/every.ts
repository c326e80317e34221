import type { PageLine } from '../../../src/shared/payment-page-view.ts';
import type { Texts } from '../../texts/texts.ts';

/** Formats the billing period: `every month`, `every 3 months`. */
export function everyText(
  { interval, interval_count: count }: NonNullable<PageLine['recurring']>,
  { t }: Texts,
): string {
  return t(`every.${interval}`, { count });
}
