import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

/** A key for one customer in a mobile app. Its secret is returned once and stored as a hash. */
export type EphemeralKey = Omit<Stripe.EphemeralKey, 'secret'> & {
  readonly associated_objects: readonly { readonly id: string; readonly type: 'customer' }[];
  readonly internal: { readonly customer: string; readonly hash: string };
};

export const ephemeralKeys: ResourceType<EphemeralKey> = {
  object: 'ephemeral_key',
  prefix: 'ephkey',
  noun: 'ephemeral_key',
  idParam: 'key',
  listed: false,
};
