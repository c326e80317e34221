import type Stripe from 'stripe';
import { idOf, type ResourceType, type Stored } from '../../kernel/entity.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { AttemptWords } from '../intents/type.ts';

/** What Florin remembers with a SetupIntent and never shows. */
export interface SetupIntentInternal {
  readonly returnUrl: string | null;
  /** What it was made for, as a Checkout Session, which follows what becomes of it; not there when a merchant made it. */
  readonly owner?: string;
  /** The page that waits for its payer. */
  readonly action: string | null;
  /** The mandate that is pending while its payer has to act; it is shown once it is active. */
  readonly mandate: string | null;
  /** What was agreed to where the mandate is for what is still to be learned of. */
  readonly grant?: Grant | null;
  readonly words?: AttemptWords;
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
    payment_method: { listed: true, of: (intent) => idOf(intent.payment_method) },
    customer: { listed: true, of: (intent) => idOf(intent.customer) },
    attach_to_self: { of: (intent) => intent.attach_to_self ?? false },
  },
};
