import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

/** Payments that a person should look at. Only those that nobody has looked at yet are listed. */
export const reviews: ResourceType<Stripe.Review> = {
  object: 'review',
  prefix: 'prv',
  noun: 'review',
  idParam: 'review',
  listedBy: (review) => (review.open ? ['open/true'] : []),
};
