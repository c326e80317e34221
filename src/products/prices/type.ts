import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

/** One step of a tiered price, amounts in the smallest unit; `up_to` is inclusive and null for the last. */
export interface Tier {
  readonly flat_amount: number | null;
  /** With at most 12 digits after the point. */
  readonly flat_amount_decimal: string | null;
  readonly unit_amount: number | null;
  readonly unit_amount_decimal: string | null;
  readonly up_to: number | null;
}

/** A price's terms in one currency. */
export interface PriceAmounts {
  readonly custom_unit_amount: Stripe.Price.CustomUnitAmount | null;
  readonly tax_behavior: Stripe.Price.TaxBehavior | null;
  /** Only tiered prices have them. */
  readonly tiers?: readonly Tier[];
  /** Null when the amount is not a whole number, is tiered, or is up to the customer. */
  readonly unit_amount: number | null;
  /** With at most 12 digits after the point. */
  readonly unit_amount_decimal: string | null;
}

/** Fields stored with a price that are returned only on expansion. */
export interface PriceInternal {
  /** The amounts in other currencies. */
  readonly currencyOptions?: Readonly<Record<string, PriceAmounts>>;
  readonly tiers?: readonly Tier[];
  /** Created inline by `price_data`: private to one purchase and never listed. */
  readonly inline?: true;
}

/** A price as it is stored; decimals are texts, as the API answers them. */
export type Price = Omit<Stripe.Price, 'unit_amount_decimal' | 'tiers' | 'currency_options' | 'product'> & {
  /** The product's id. */
  readonly product: string;
  readonly unit_amount_decimal: string | null;
  readonly internal?: PriceInternal;
};

export const prices: ResourceType<Price> = {
  object: 'price',
  prefix: 'price',
  noun: 'price',
  idParam: 'price',
  filters: {
    lookup_key: { listed: true },
    product: { listed: true },
    active: { listed: true },
    currency: {},
    type: {},
    'recurring.interval': {},
    'recurring.meter': {},
    'recurring.usage_type': {},
    inline: { of: (price) => price.internal?.inline ?? false },
  },
  // https://docs.stripe.com/search#query-fields-for-prices
  search: {
    path: '/v1/prices/search',
    edition: 1,
    fields: {
      active: { kind: 'token', values: ['true', 'false'] },
      currency: 'token',
      lookup_key: 'string',
      product: { kind: 'token', of: (price) => idOf(price.product) },
      type: { kind: 'token', values: ['one_time', 'recurring'] },
    },
  },
};
