import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

export type SetupAttempt = Stripe.SetupAttempt;

export const setupAttempts: ResourceType<SetupAttempt> = {
  object: 'setup_attempt',
  prefix: 'setatt',
  noun: 'setup_attempt',
  idParam: 'id',
  listedBy: (attempt) => [`setup_intent/${idOf(attempt.setup_intent)}`],
};
