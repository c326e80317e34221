import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { AttemptOptions } from '../intents/type.ts';

/** Fields stored with a SetupIntent that are never returned. */
interface SetupIntentInternal {
  readonly returnUrl: string | null;
  /** Its owner, such as a Checkout Session, which follows its events; absent if a merchant created it. */
  readonly owner?: string;
  /** The page that waits for its payer. */
  readonly action: string | null;
  /** The mandate that is pending while its payer has to act; it is shown once it is active. */
  readonly mandate: string | null;
  /** The mandate acceptance for a payment method that is only known later. */
  readonly grant?: Grant | null;
  readonly words?: AttemptOptions;
}

export type SetupIntent = Stored<Stripe.SetupIntent, SetupIntentInternal>;
export type Status = Stripe.SetupIntent.Status;

export const setupIntents: ResourceType<SetupIntent> = {
  object: 'setup_intent',
  prefix: 'seti',
  // One word in Stripe's errors, unlike the object's name.
  noun: 'setupintent',
  idParam: 'intent',
  filters: {
    payment_method: { listed: true, of: (intent) => intent.payment_method },
    customer: { listed: true, of: (intent) => intent.customer },
    attach_to_self: { of: (intent) => intent.attach_to_self ?? false },
  },
};
