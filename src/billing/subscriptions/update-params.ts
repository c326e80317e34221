import type Stripe from 'stripe';

/** Parameters of an update. */
export type UpdateParams = Stripe.SubscriptionUpdateParams;
