import type Stripe from 'stripe';
import { StripeError } from '../../kernel/errors.ts';

/** Parameters of a new subscription. */
export type CreateParams = Stripe.SubscriptionCreateParams;

/** 402: the payment would need the customer's authentication, so nothing was made. */
export function requiresAction(): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: 'subscription_payment_intent_requires_action',
    message:
      'Payment for this subscription requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with `subscription.latest_invoice`.',
  });
}
