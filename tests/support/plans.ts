import type Stripe from 'stripe';
import { expect } from 'vitest';
import type { Harness } from './harness.ts';

/** Seconds since epoch of a day or a moment in UTC (for example, `2027-01-31` or `2027-01-31T12:00:00`). */
export const at = (iso: string) => Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : `${iso}Z`) / 1000;

/** Creates a price of a plan: in dollars and a month, unless given otherwise. */
export function planOf(stripe: Stripe, unit_amount: number, more: Partial<Stripe.PriceCreateParams> = {}) {
  return stripe.prices.create({
    currency: 'usd',
    unit_amount,
    recurring: { interval: 'month' },
    product_data: { name: 'Plan' },
    ...more,
  });
}

/** Creates a test clock. `go` advances it to a moment, and expects it to arrive there. */
export async function openClock({ stripe, florin }: Harness, since: string) {
  const { id } = await stripe.testHelpers.testClocks.create({ frozen_time: at(since) });
  const go = async (to: string | number) => {
    await stripe.testHelpers.testClocks.advance(id, { frozen_time: typeof to === 'number' ? to : at(to) });
    await florin.settled();
    expect((await stripe.testHelpers.testClocks.retrieve(id)).status).toBe('ready');
  };
  return { id, go };
}
