import type Stripe from 'stripe';
import type { Entity, ResourceType } from '../../kernel/entity.ts';

/** A payer's agreement to be charged, once or again and again. */
export type Mandate = Stripe.Mandate & Entity;

export const mandates: ResourceType<Mandate> = {
  object: 'mandate',
  prefix: 'mandate',
  noun: 'mandate',
  idParam: 'mandate',
  listed: false,
};

/** A mandate for repeated charges, or for one amount once. */
export interface Grant {
  readonly acceptance: Stripe.Mandate.CustomerAcceptance;
  readonly singleUse: Stripe.Mandate.SingleUse | null;
  /** The type's `payment_method_details`; empty for most. */
  readonly details?: object;
}

/** A payment's mandate: an existing one, or one that is created when the payment succeeds. */
export type Agreement = { readonly mandate: string } | { readonly grant: Grant };
