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
