import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

/** Reviews of payments. Only open ones are listed. */
export const reviews: ResourceType<Stripe.Review> = {
  object: 'review',
  prefix: 'prv',
  noun: 'review',
  idParam: 'review',
  listedBy: (review) => (review.open ? ['open/true'] : []),
};
