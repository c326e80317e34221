import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { plan } from './schedule.ts';
import type { Subscription } from './type.ts';

type Reason = Stripe.Subscription.StatusDetails.Paused.Subscription['type'];

/** Pauses a subscription: no periods go by until it is resumed. `running` is the kind of the timer that does it. */
export async function pauseSubscription(
  context: Context,
  subscription: Subscription,
  reason: Reason,
  running?: string,
): Promise<Subscription> {
  const { work } = context;
  const paused = work.save<Subscription>({
    ...subscription,
    status: 'paused',
    status_details: {
      paused: { subscription: { type: reason }, transitioned_at: work.now, type: 'subscription' },
    },
  });
  await plan(context, subscription, paused, running);
  work.emit('customer.subscription.updated', paused, previousAttributes(subscription, paused));
  work.emit('customer.subscription.paused', paused);
  return paused;
}
