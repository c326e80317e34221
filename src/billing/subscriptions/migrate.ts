import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { saveChanged } from './save.ts';
import { billingMode } from './terms.ts';
import type { Subscription } from './type.ts';

/** Moves a subscription from classic to flexible billing: https://docs.stripe.com/api/subscriptions/migrate */
export function migrateSubscription(
  context: Context,
  current: Subscription,
  { billing_mode: mode }: Stripe.SubscriptionMigrateParams,
): Subscription {
  if (current.billing_mode.type === 'flexible') {
    throw invalidRequest('The subscription is billed in flexible mode already.', { param: 'billing_mode[type]' });
  }
  return saveChanged(context, current, { ...current, billing_mode: billingMode(mode, context.work.now) });
}
