import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

/** A reason that customers can give for canceling, besides Stripe's own. */
export type FeedbackOption = Stripe.Billing.FeedbackOption;

export const feedbackOptions: ResourceType<FeedbackOption> = {
  object: 'billing.feedback_option',
  prefix: 'fbopt_test',
  noun: 'feedback option',
  idParam: 'id',
  filters: { status: { listed: true } },
};
