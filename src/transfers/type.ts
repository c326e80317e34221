import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../kernel/entity.ts';

/** A transfer, kept by the account that sends it. */
export type Transfer = Stripe.Transfer;

export const transfers: ResourceType<Transfer> = {
  object: 'transfer',
  prefix: 'tr',
  noun: 'transfer',
  idParam: 'transfer',
  filters: {
    destination: { listed: true, of: ({ destination }) => idOf(destination) },
    transfer_group: { listed: true, of: (transfer) => transfer.transfer_group },
  },
};
