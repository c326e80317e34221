import type Stripe from 'stripe';
import { idOf, type ResourceType, type Stored } from '../../kernel/entity.ts';
import type { SessionLine } from '../sessions/type.ts';

/** Fields stored with a quote that are never returned. */
interface QuoteInternal {
  readonly lines: readonly SessionLine[];
  /** The number of the customer's quote and of its revision, once it has them. */
  readonly numbered?: { readonly sequence: number; readonly revision: number };
}

type Returned = Omit<Stripe.Quote, 'default_tax_rates' | 'discounts' | 'transfer_data'> & {
  readonly default_tax_rates: readonly string[];
  readonly discounts: readonly string[];
  readonly transfer_data: (Omit<Stripe.Quote.TransferData, 'destination'> & { readonly destination: string }) | null;
};

export type Quote = Stored<Returned, QuoteInternal>;

export const quotes: ResourceType<Quote> = {
  object: 'quote',
  prefix: 'qt',
  noun: 'quote',
  idParam: 'quote',
  filters: {
    customer: { listed: true, of: ({ customer }) => idOf(customer) },
    test_clock: { listed: true, of: ({ test_clock: clock }) => idOf(clock) },
    status: { listed: true },
    on_clock: { of: ({ test_clock: clock }) => clock !== null },
  },
};

/** True if a quote sells at least one recurring price. */
export function isRecurring({ computed }: Pick<Quote, 'computed'>): boolean {
  return computed.recurring !== null;
}
