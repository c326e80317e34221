import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { reviews } from './type.ts';

/** Closes a payment's open review, if any. */
export async function closeReview(
  { work }: Context,
  id: string | null,
  reason: NonNullable<Stripe.Review['closed_reason']>,
): Promise<void> {
  const review = id === null ? undefined : await work.get(reviews, id);
  if (!review?.open) return;
  const closed = work.save<Stripe.Review>({ ...review, closed_reason: reason, open: false, reason });
  work.emit('review.closed', closed, previousAttributes(review, closed));
}
