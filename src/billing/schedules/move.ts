import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { endSubscription } from '../subscriptions/cancel.ts';
import { createSubscription } from '../subscriptions/create.ts';
import { saveChanged } from '../subscriptions/save.ts';
import { isEnded, type Subscription, subscriptions } from '../subscriptions/type.ts';
import { updateSubscription } from '../subscriptions/update.ts';
import { changeOf, creationOf } from './terms.ts';
import { isRunning, type SubscriptionSchedule } from './type.ts';

/** Timers of schedules: the next phase begins, or the last ends soon. */
export const PHASE_BEGINS = 'subscription_schedule.phase_begins';
export const ENDS_SOON = 'subscription_schedule.ends_soon';

/** Days before the end of a schedule when its event is emitted. */
const REMINDED_DAYS = 7;
/** Milliseconds before a moment at which a phase begins, so that a renewal at that moment bills the new phase. */
const AHEAD_MS = 1;

/** Saves a schedule and emits an event if it shows a change. */
export function saveSchedule(
  { work }: Context,
  before: SubscriptionSchedule,
  after: SubscriptionSchedule,
): SubscriptionSchedule {
  const saved = work.save<SubscriptionSchedule>(after);
  const previous = previousAttributes(before, saved);
  if (Object.keys(previous).length > 0) work.emit('subscription_schedule.updated', saved, previous);
  return saved;
}

/** Schedules what a schedule does next, in place of what it was to do. `running` is the kind of the timer that is running. */
export async function planSchedule({ work }: Context, schedule: SubscriptionSchedule, running?: string): Promise<void> {
  for (const kind of [PHASE_BEGINS, ENDS_SOON]) if (kind !== running) await work.cancelTimers(schedule.id, kind);
  if (!isRunning(schedule)) return;
  const next = schedule.current_phase?.end_date ?? schedule.phases[0]?.start_date;
  if (next !== undefined) work.schedule({ kind: PHASE_BEGINS, subject: schedule.id, dueAt: next * 1000 - AHEAD_MS });
  const end = schedule.phases.at(-1)?.end_date ?? 0;
  const reminder = end - REMINDED_DAYS * DAY_SECONDS;
  if (reminder > work.now) work.schedule({ kind: ENDS_SOON, subject: schedule.id, dueAt: reminder * 1000 });
}

/** Starts a schedule: creates its subscription as the first phase describes it. Its first invoice has its hour as a draft. */
export async function startSchedule(context: Context, schedule: SubscriptionSchedule): Promise<SubscriptionSchedule> {
  const [phase] = schedule.phases;
  const [given] = schedule.internal.terms;
  if (!phase || !given) throw new Error(`${schedule.id} has no phase.`);
  const made = await createSubscription(context, creationOf(schedule, given, phase), { leavesDraft: true });
  context.work.save<Subscription>({ ...made, schedule: schedule.id });
  return {
    ...schedule,
    status: 'active',
    subscription: made.id,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
  };
}

/**
 * Moves a schedule to the phase of a moment (seconds since epoch), or ends it. A phase that begins with a period of its
 * subscription is billed by that period's renewal, without prorations.
 */
export async function moveSchedule(context: Context, schedule: SubscriptionSchedule, moment: number): Promise<void> {
  if (schedule.status === 'not_started') {
    const started = saveSchedule(context, schedule, await startSchedule(context, schedule));
    await planSchedule(context, started, PHASE_BEGINS);
    return;
  }
  const subscription = await subscriptionOf(context, schedule);
  if (!subscription) return;
  const index = schedule.phases.findIndex(({ start_date: start, end_date: end }) => start <= moment && moment < end);
  const [phase, given] = [schedule.phases[index], schedule.internal.terms[index]];
  if (!phase || !given) {
    await endSchedule(context, schedule, subscription);
    return;
  }
  const isWithPeriod = subscription.items.data.every((item) => item.current_period_end === moment);
  const behavior = isWithPeriod && phase.trial_end === null ? 'none' : phase.proration_behavior;
  await updateSubscription(context, subscription, changeOf(schedule, given, phase, subscription, behavior));
  const moved = saveSchedule(context, schedule, {
    ...schedule,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
  });
  await planSchedule(context, moved, PHASE_BEGINS);
}

/** The subscription of a schedule, if it goes on. */
export async function subscriptionOf({ work }: Context, { subscription: id }: SubscriptionSchedule) {
  const subscription = typeof id === 'string' ? await work.get(subscriptions, id) : undefined;
  return subscription && !isEnded(subscription) ? subscription : undefined;
}

async function endSchedule(
  context: Context,
  schedule: SubscriptionSchedule,
  subscription: Subscription,
): Promise<void> {
  const { work } = context;
  if (schedule.end_behavior !== 'cancel') {
    await releaseSchedule(context, schedule, subscription, PHASE_BEGINS);
    return;
  }
  const completed = work.save<SubscriptionSchedule>({
    ...schedule,
    status: 'completed',
    completed_at: work.now,
    current_phase: null,
  });
  await planSchedule(context, completed, PHASE_BEGINS);
  work.emit('subscription_schedule.completed', completed);
  await endSubscription(context, subscription, { reason: 'cancellation_requested', invoiceNow: true });
}

/** Lets the subscription of a schedule go on without it. */
export async function releaseSchedule(
  context: Context,
  schedule: SubscriptionSchedule,
  subscription: Subscription | undefined,
  running?: string,
): Promise<SubscriptionSchedule> {
  const { work } = context;
  const released = work.save<SubscriptionSchedule>({
    ...schedule,
    status: 'released',
    released_at: work.now,
    released_subscription: subscription?.id ?? null,
    subscription: null,
    current_phase: null,
  });
  await planSchedule(context, released, running);
  work.emit('subscription_schedule.released', released);
  if (subscription) saveChanged(context, subscription, { ...subscription, schedule: null });
  return released;
}
