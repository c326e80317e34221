import type Stripe from 'stripe';
import { idOf, type ResourceType, type Stored } from '../kernel/entity.ts';
import type { Instrument } from '../network/type.ts';

/** Fields stored with a payment method that are never returned. */
interface PaymentMethodInternal {
  readonly instrument: Instrument;
  /** Used for a payment or detached: without a customer it cannot be used again. */
  readonly spent: boolean;
  /** Authenticated when it was saved for payments without the payer. */
  readonly setUpForOffSession: boolean;
  /** Set up without a customer: it can be attached, and no other intent can use it before that. */
  readonly setUpUnowned?: boolean;
  /** Set up for the account itself, which draws on it for its own money. */
  readonly ownAccount?: true;
  /** Id of its mandate for repeated charges. */
  readonly mandate?: string;
  /** An Indian card with an e-mandate: without its payer it is charged under that. */
  readonly indianMandate?: boolean;
  /** Present on cards and sources of the legacy API, which are payment methods as well. */
  readonly legacy?: LegacySource;
}

/** Fields of an older card (`card_…`) or source (`src_…`) beyond those of a payment method. */
export type LegacySource = { readonly object: 'card' } | SourceFacts;

interface SourceFacts
  extends Pick<
    Stripe.Source,
    'amount' | 'client_secret' | 'currency' | 'flow' | 'owner' | 'statement_descriptor' | 'status' | 'usage'
  > {
  readonly object: 'source';
}

export type PaymentMethod = Stored<Stripe.PaymentMethod, PaymentMethodInternal>;

export const paymentMethods: ResourceType<PaymentMethod> = {
  object: 'payment_method',
  prefix: 'pm',
  noun: 'PaymentMethod',
  idParam: 'payment_method',
  filters: {
    customer: { listed: true, of: (method) => method.customer },
    type: {},
    allow_redisplay: {},
  },
  listedBy: ({ customer, internal }) => (customer !== null && internal.legacy ? [`source_of/${idOf(customer)}`] : []),
};

/** The storable data of a new payment method; sensitive data stays with the network. */
export interface VaultedMethod {
  readonly type: string;
  readonly details: object;
  readonly instrument: Instrument;
  readonly billing: Stripe.PaymentMethod.BillingDetails;
  readonly allowRedisplay: Stripe.PaymentMethod.AllowRedisplay;
  readonly metadata: Stripe.Metadata;
  readonly radarSession: string | null;
}
