import type { Price } from '../../products/prices/type.ts';

/** The interval of a price, as `1-month`; `once` for one-time prices. */
export function intervalOf({ recurring }: Pick<Price, 'recurring'>): string {
  return recurring ? `${recurring.interval_count}-${recurring.interval}` : 'once';
}
