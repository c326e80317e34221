import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { Instrument } from '../../network/network.ts';

/** What Florin remembers with a charge and never shows. */
export interface ChargeInternal {
  /** The attempt that authorized it on the network. */
  readonly authorization: string;
  readonly instrument: Instrument;
  /** Its funds skip the pending days. */
  readonly availableAtOnce: boolean;
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
};
