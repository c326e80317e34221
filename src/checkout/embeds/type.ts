import type { Entity, ResourceType } from '../../kernel/entity.ts';

/** A price of a table, and the payment link that its button opens. */
export interface TablePrice {
  readonly price: string;
  readonly product: string;
  readonly payment_link: string;
}

/** The products that `<stripe-pricing-table>` shows. */
export interface PricingTable extends Entity {
  readonly object: 'florin.pricing_table';
  /** Seconds since epoch. */
  readonly created: number;
  readonly livemode: false;
  /** The product that is marked as the most popular. */
  readonly highlighted_product: string | null;
  readonly prices: readonly TablePrice[];
}

/** The button of a payment link, shown by `<stripe-buy-button>`. */
export interface BuyButton extends Entity {
  readonly object: 'florin.buy_button';
  /** Seconds since epoch. */
  readonly created: number;
  readonly livemode: false;
  /** `card` shows the product and its price too. */
  readonly layout: 'button' | 'card';
  readonly payment_link: string;
}

export const pricingTables: ResourceType<PricingTable> = {
  object: 'florin.pricing_table',
  prefix: 'prctbl',
  noun: 'pricing_table',
  idParam: 'pricing_table',
};

export const buyButtons: ResourceType<BuyButton> = {
  object: 'florin.buy_button',
  prefix: 'buy_btn',
  noun: 'buy_button',
  idParam: 'buy_button',
};
