import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { Agreement } from '../../payment-methods/mandates/type.ts';
import type { AttemptWords } from '../intents/type.ts';

/** What Florin remembers with a PaymentIntent and never shows. */
export interface PaymentIntentInternal {
  readonly returnUrl: string | null;
  /** What it was made for, as a Checkout Session, which follows what becomes of it; not there when a merchant made it. */
  readonly owner?: string;
  /** The attempt that authorized it on the network; captures and refunds refer to it. */
  readonly authorization: string | null;
  /** The page that waits for its payer. */
  readonly action: string | null;
  /** The payer has authenticated; the server's next confirm charges (confirmation_method=manual). */
  readonly authenticated: boolean;
  /** What the confirmation under way is made under; not there when it spoke of no mandate. */
  readonly agreement?: Agreement | null;
  /** What the merchant said of its attempts; not there when it said nothing. */
  readonly words?: AttemptWords;
  /** Its statement_descriptor may stand for the account's on cards, as older API versions have it. */
  readonly descriptorOnCards?: true;
  /** The document with the line items of its amount. */
  readonly lineItems?: string;
  /** What of it its customer has sent by bank transfer so far, in its smallest unit. */
  readonly funded?: number;
  /** How often it was confirmed without having been paid. */
  readonly attempts?: number;
  /** How often its authorization was raised, declined attempts among them. */
  readonly increments?: number;
  /** How often it was captured in part. */
  readonly captures?: number;
}

export type PaymentIntent = Stored<Stripe.PaymentIntent, PaymentIntentInternal>;
export type Status = Stripe.PaymentIntent.Status;

export const paymentIntents: ResourceType<PaymentIntent> = {
  object: 'payment_intent',
  prefix: 'pi',
  noun: 'payment_intent',
  idParam: 'intent',
  listedBy: (intent) => (intent.customer === null ? [] : [`customer/${String(intent.customer)}`]),
  // https://docs.stripe.com/search#query-fields-for-payment-intents
  search: {
    path: '/v1/payment_intents/search',
    edition: 1,
    fields: { amount: 'numeric', created: 'numeric', currency: 'token', customer: 'token', status: 'token' },
  },
};
