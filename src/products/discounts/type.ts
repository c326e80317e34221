import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';
import type { Coupon } from '../coupons/type.ts';

/** A granted discount. It stays valid if its coupon is deleted. */
export type Discount = Stripe.Discount & { readonly internal: { readonly coupon: Coupon } };

/** Discounts cannot be retrieved by id; they are part of their owner. */
export const discounts: ResourceType<Discount> = {
  object: 'discount',
  prefix: 'di',
  noun: 'discount',
  idParam: 'discount',
  listed: false,
};
