import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

/** Fields stored with a top-up that are never returned. */
interface TopupInternal {
  /** The token of the bank account that it draws from; null for the account's own. */
  readonly from: string | null;
}

export type Topup = Stored<Stripe.Topup, TopupInternal>;

export const topups: ResourceType<Topup> = {
  object: 'topup',
  prefix: 'tu',
  noun: 'top-up',
  idParam: 'topup',
  filters: { status: {}, amount: { kind: 'numeric' } },
};
