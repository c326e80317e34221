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

/** What a payer agreed to: to be charged again and again, or one amount once. */
export interface Grant {
  readonly acceptance: Stripe.Mandate.CustomerAcceptance;
  readonly singleUse: Stripe.Mandate.SingleUse | null;
  /** What its payment method's type tells of it; nothing for most. */
  readonly details?: object;
}

/** What a payment is made under: a mandate that is there, or one that is made once the payment has gone through. */
export type Agreement = { readonly mandate: string } | { readonly grant: Grant };
