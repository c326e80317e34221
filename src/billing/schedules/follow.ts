import type { Context } from '../../kernel/context.ts';
import type { EntityOf } from '../../kernel/entity.ts';
import type { Follower } from '../../kernel/follower.ts';
import { isEnded, subscriptions } from '../subscriptions/type.ts';
import { planSchedule } from './move.ts';
import { isRunning, type SubscriptionSchedule, schedules } from './type.ts';

/** Schedules end with their subscriptions. */
export const scheduleFollowers: readonly Follower[] = [
  { on: 'customer.subscription.deleted', do: subscriptionMoved },
  { on: 'customer.subscription.updated', do: subscriptionMoved },
];

async function subscriptionMoved(context: Context, { id }: EntityOf<'subscription'>): Promise<void> {
  const { work } = context;
  const subscription = await work.get(subscriptions, id);
  if (!subscription || !isEnded(subscription) || typeof subscription.schedule !== 'string') return;
  const schedule = await work.get(schedules, subscription.schedule);
  if (!schedule || !isRunning(schedule)) return;
  const canceled = work.save<SubscriptionSchedule>({
    ...schedule,
    status: 'canceled',
    canceled_at: work.now,
    current_phase: null,
  });
  await planSchedule(context, canceled);
  // Without its first payment a subscription expires, and its schedule was never in force.
  const isAborted = subscription.status === 'incomplete_expired';
  work.emit(isAborted ? 'subscription_schedule.aborted' : 'subscription_schedule.canceled', canceled);
}
