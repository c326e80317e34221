import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

/** A shipping rate's cost in one currency. */
export interface ShippingAmount {
  /** In the smallest unit. */
  readonly amount: number;
  readonly tax_behavior: Stripe.ShippingRate.TaxBehavior;
}

export type ShippingRate = Stripe.ShippingRate & {
  readonly fixed_amount: { readonly amount: number; readonly currency: string };
  /** The amounts in other currencies, which are shown only when asked for. */
  readonly internal?: { readonly currencyOptions: Readonly<Record<string, ShippingAmount>> };
};

export const shippingRates: ResourceType<ShippingRate> = {
  object: 'shipping_rate',
  prefix: 'shr',
  noun: 'shipping rate',
  idParam: 'shipping_rate_token',
  filters: { active: { listed: true }, currency: { of: (rate) => rate.fixed_amount.currency } },
};

/** Returns a shipping rate's cost in a currency, if it supports it. */
export function shippingAmount(rate: ShippingRate, currency: string): ShippingAmount | undefined {
  if (rate.fixed_amount.currency !== currency) return rate.internal?.currencyOptions[currency];
  return { amount: rate.fixed_amount.amount, tax_behavior: rate.tax_behavior ?? 'unspecified' };
}
