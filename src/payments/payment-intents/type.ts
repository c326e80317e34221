import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { Agreement } from '../../payment-methods/mandates/type.ts';
import type { AttemptOptions } from '../intents/type.ts';

/** Fields stored with a PaymentIntent that are never returned. */
export interface PaymentIntentInternal {
  readonly returnUrl: string | null;
  /** Its owner, such as a Checkout Session, which follows its events; absent if a merchant created it. */
  readonly owner?: string;
  /** The attempt that authorized it on the network; captures and refunds refer to it. */
  readonly authorization: string | null;
  /** The page that waits for its payer. */
  readonly action: string | null;
  /** The payer has authenticated; the server's next confirm charges (confirmation_method=manual). */
  readonly authenticated: boolean;
  /** The mandate of the current confirmation, if any. */
  readonly agreement?: Agreement | null;
  /** The merchant's attempt options, if any. */
  readonly words?: AttemptOptions;
  /** True if `statement_descriptor` replaces the account's on cards, as in older API versions. */
  readonly descriptorOnCards?: true;
  /** The document with the line items of its amount. */
  readonly lineItems?: string;
  /** The amount funded by its customer's bank transfers so far, in the smallest unit. */
  readonly funded?: number;
  /** Unsuccessful confirmations so far. */
  readonly attempts?: number;
  /** Increments of its authorization so far, including declined ones. */
  readonly increments?: number;
  /** Partial captures so far. */
  readonly captures?: number;
}

export type PaymentIntent = Stored<Stripe.PaymentIntent, PaymentIntentInternal>;
export type Status = Stripe.PaymentIntent.Status;

export const paymentIntents: ResourceType<PaymentIntent> = {
  object: 'payment_intent',
  prefix: 'pi',
  noun: 'payment_intent',
  idParam: 'intent',
  listedBy: (intent) => (intent.customer === null ? [] : [`customer/${intent.customer}`]),
  // https://docs.stripe.com/search#query-fields-for-payment-intents
  search: {
    path: '/v1/payment_intents/search',
    edition: 1,
    fields: { amount: 'numeric', created: 'numeric', currency: 'token', customer: 'token', status: 'token' },
  },
};

/** The id of the invoice that a PaymentIntent pays, if it pays one. */
export function invoiceOf(intent: PaymentIntent | undefined): string | undefined {
  const owner = intent?.internal.owner;
  return owner?.startsWith('in_') ? owner : undefined;
}
