import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

/** A reversal of a transfer, kept by the account that sent it. */
export type TransferReversal = Stripe.TransferReversal & {
  readonly internal: {
    /** The account that paid back, which has the refund of its payment. */
    readonly account: string;
  };
};

export const transferReversals: ResourceType<TransferReversal> = {
  object: 'transfer_reversal',
  prefix: 'trr',
  noun: 'transfer reversal',
  idParam: 'id',
  listed: true,
  listedBy: ({ transfer }) => [`transfer/${idOf(transfer)}`],
};
