import type Stripe from 'stripe';
import type { Price } from '../prices/type.ts';

/** A plan as the API shows it; decimals are texts. */
type Plan = Omit<Stripe.Plan, 'amount_decimal' | 'tiers'> & { readonly amount_decimal: string | null };

/** Returns a recurring price as a plan of the older API; undefined for a one-time price. */
export function planOf(price: Price): Plan | undefined {
  const { recurring } = price;
  if (recurring === null) return undefined;
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    livemode: price.livemode,
    metadata: price.metadata,
    meter: recurring.meter,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: price.tiers_mode,
    transform_usage: price.transform_quantity,
    trial_period_days: recurring.trial_period_days,
    usage_type: recurring.usage_type,
  };
}
