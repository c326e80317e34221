import type Stripe from 'stripe';
import { idOf, type ResourceType, type Stored } from '../kernel/entity.ts';

/** Fields stored with a payout that are never returned. */
interface PayoutInternal {
  /** The code with which the destination refuses it; null if it arrives. */
  readonly failure: string | null;
}

export type Payout = Stored<Stripe.Payout, PayoutInternal>;

export const payouts: ResourceType<Payout> = {
  object: 'payout',
  prefix: 'po',
  noun: 'payout',
  idParam: 'payout',
  filters: {
    destination: { listed: true, of: ({ destination }) => idOf(destination) },
    status: {},
    arrival_date: { kind: 'numeric' },
  },
};
