import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../kernel/entity.ts';
import type { Aftermath, Instrument } from '../network/network.ts';
import { chargeSearch } from './search.ts';

/** What Florin remembers with a charge and never shows. */
export interface ChargeInternal {
  /** The attempt that authorized it on the network. */
  readonly authorization: string;
  readonly instrument: Instrument;
  /** Its funds skip the pending days. */
  readonly availableAtOnce: boolean;
  /** What of it was let go uncaptured and shows as refunded, in its smallest unit. */
  readonly released?: number;
  /** Nobody captured it in time. */
  readonly expired?: true;
  /** What follows once its money is taken. */
  readonly aftermath?: Exclude<Aftermath, `account_${string}`>;
  /** Its issuer warned of fraud. */
  readonly earlyFraudWarning?: string;
}

export type Charge = Stored<Stripe.Charge, ChargeInternal>;

export const charges: ResourceType<Charge> = {
  object: 'charge',
  prefix: 'ch',
  noun: 'charge',
  idParam: 'id',
  listedBy: (charge) => [
    ...(charge.payment_intent === null ? [] : [`payment_intent/${String(charge.payment_intent)}`]),
    ...(charge.customer === null ? [] : [`customer/${String(charge.customer)}`]),
    ...(charge.transfer_group === null ? [] : [`transfer_group/${charge.transfer_group}`]),
  ],
  search: chargeSearch,
};
