import type { Tone } from '../../parts/state-badge.tsx';
import type { Words } from '../../words/en.ts';
import type { Price } from '../products/types.ts';

/** The fields of a subscription that its pages show. */
export interface Subscription {
  readonly id: string;
  readonly status: keyof Words['subscriptions']['states'];
  readonly customer: { readonly id: string; readonly name: string | null; readonly email: string | null } | string;
  readonly created: number;
  readonly currency: string;
  readonly cancel_at_period_end: boolean;
  readonly canceled_at: number | null;
  readonly trial_end: number | null;
  readonly collection_method: string;
  readonly latest_invoice: string | null;
  readonly default_payment_method: string | null;
  readonly pause_collection: { readonly behavior: string } | null;
  readonly test_clock: string | null;
  readonly items: { readonly data: readonly Item[] };
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Item {
  readonly id: string;
  readonly price: Price;
  readonly quantity?: number;
  readonly current_period_start?: number;
  readonly current_period_end?: number;
}

export const SUBSCRIPTION_TONES: Readonly<Record<Subscription['status'], Tone>> = {
  active: 'good',
  trialing: 'moving',
  past_due: 'attention',
  unpaid: 'bad',
  incomplete: 'attention',
  incomplete_expired: 'over',
  canceled: 'over',
  paused: 'over',
};

/** The customer of a subscription in a word. */
export function customerText({ customer }: Subscription): string {
  return typeof customer === 'string' ? customer : (customer.email ?? customer.name ?? customer.id);
}

/** The price of each period, in the smallest unit; undefined for prices that depend on usage. */
export function periodAmount({ items }: Subscription): number | undefined {
  let sum = 0;
  for (const { price, quantity = 1 } of items.data) {
    if (price.unit_amount === null) return undefined;
    sum += price.unit_amount * quantity;
  }
  return sum;
}
