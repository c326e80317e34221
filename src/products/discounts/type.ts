import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';
import type { Coupon } from '../coupons/type.ts';

/** A discount that was granted. The coupon may be deleted; what it takes off stays. */
export type Discount = Stripe.Discount & { readonly internal: { readonly coupon: Coupon } };

/** Discounts cannot be fetched by their ids; they are found in what they are granted to. */
export const discounts: ResourceType<Discount> = {
  object: 'discount',
  prefix: 'di',
  noun: 'discount',
  idParam: 'discount',
  listed: false,
};
