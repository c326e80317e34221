import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

/** What Florin remembers with a PaymentIntent and never shows. */
export interface PaymentIntentInternal {
  readonly returnUrl: string | null;
  /** The attempt that authorized it on the network; captures and refunds refer to it. */
  readonly authorization: string | null;
  /** The page that waits for its payer. */
  readonly action: string | null;
  /** The payer has authenticated; the server's next confirm charges (confirmation_method=manual). */
  readonly authenticated: boolean;
}

export type PaymentIntent = Stored<Stripe.PaymentIntent, PaymentIntentInternal>;
export type Status = Stripe.PaymentIntent.Status;

export const paymentIntents: ResourceType<PaymentIntent> = {
  object: 'payment_intent',
  prefix: 'pi',
  noun: 'payment_intent',
  idParam: 'intent',
  listedBy: (intent) => (intent.customer === null ? [] : [`customer/${String(intent.customer)}`]),
};
