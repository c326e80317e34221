import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';
import type { Requirements } from '../requirements/type.ts';

/** Something that an account may do, such as taking card payments. */
export type Capability = Omit<Stripe.Capability, 'future_requirements' | 'requirements'> & {
  readonly future_requirements: Requirements;
  readonly requirements: Requirements;
};

/** Stored with the account that they are of, under their names. */
export const capabilities: ResourceType<Capability> = {
  object: 'capability',
  prefix: 'capability',
  noun: 'capability',
  idParam: 'capability',
  namedByCallers: true,
};
