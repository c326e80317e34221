import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { Instrument } from '../../network/network.ts';

/** What Florin remembers with a payment method and never shows. */
export interface PaymentMethodInternal {
  readonly instrument: Instrument;
  /** Used for a payment or detached: without a customer it cannot be used again. */
  readonly spent: boolean;
  /** Authenticated when it was saved for payments without the payer. */
  readonly setUpForOffSession: boolean;
}

export type PaymentMethod = Stored<Stripe.PaymentMethod, PaymentMethodInternal>;

export const paymentMethods: ResourceType<PaymentMethod> = {
  object: 'payment_method',
  prefix: 'pm',
  noun: 'PaymentMethod',
  idParam: 'payment_method',
  listedBy: (method) => (method.customer === null ? [] : [`customer/${String(method.customer)}`]),
};
