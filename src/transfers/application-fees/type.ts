import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';
import type { Money } from '../../ledger/type.ts';

/** A fee that a platform took from a payment of one of its accounts. */
export type ApplicationFee = Stripe.ApplicationFee & {
  readonly internal?: {
    /** Amount that was taken from the account, if its balance holds another currency. */
    readonly taken: Money;
  };
};

export const applicationFees: ResourceType<ApplicationFee> = {
  object: 'application_fee',
  prefix: 'fee',
  noun: 'application fee',
  idParam: 'id',
  filters: { charge: { listed: true, of: ({ charge }) => idOf(charge) } },
};

/** A refund of such a fee. */
export type FeeRefund = Stripe.FeeRefund;

export const feeRefunds: ResourceType<FeeRefund> = {
  object: 'fee_refund',
  prefix: 'fr',
  noun: 'fee refund',
  idParam: 'id',
  listedBy: ({ fee }) => [`fee/${idOf(fee)}`],
};
