import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Charge } from '../type.ts';
import { reviews } from './type.ts';

/** Opens a review of an approved payment. Its event follows the payment's. */
export function openReview(context: Context, charge: Charge): Charge {
  const { work, caller } = context;
  const intent = charge.payment_intent;
  const review = work.insert(reviews, {
    id: work.newId(reviews.prefix),
    object: 'review',
    billing_zip: charge.billing_details.address?.postal_code ?? null,
    charge: charge.id,
    closed_reason: null,
    created: work.now,
    // A server's IP address is not the payer's.
    ip_address: caller.key === 'publishable' ? caller.ip : null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: 'rule',
    ...(intent !== null && { payment_intent: intent }),
    reason: 'rule',
    session: null,
  } satisfies Stripe.Review);
  context.afterRender(() => work.emit('review.opened', review));
  return work.save<Charge>({ ...charge, review: review.id });
}
