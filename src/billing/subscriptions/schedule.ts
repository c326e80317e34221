import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { billingSettings } from '../settings/settings.ts';
import { isBilled } from './state.ts';
import { BILLS_PENDING, CANCELS, RENEWS, RESUMES_COLLECTION, TRIAL_WILL_END, WILL_RENEW } from './timer-kinds.ts';
import { earliestEnd, isEnded, type Subscription } from './type.ts';

/** Seconds before a trial's end when its event is emitted. */
const REMINDED_SECONDS = 3 * DAY_SECONDS;

/** Schedules what a subscription does by itself from now on, in place of what was scheduled for `before`. */
export async function plan(
  context: Context,
  before: Subscription | null,
  after: Subscription,
  /** The kind of the timer that is running, which completes by itself. */
  running?: string,
): Promise<void> {
  const { work } = context;
  const notice = billingSettings(context).renewalNoticeDays * DAY_SECONDS;
  const wanted = momentsOf(after, notice, work.now);
  const known = before === null ? new Map<string, number>() : momentsOf(before, notice, Number.NEGATIVE_INFINITY);
  for (const kind of [RENEWS, BILLS_PENDING, WILL_RENEW, CANCELS, TRIAL_WILL_END, RESUMES_COLLECTION]) {
    const moment = wanted.get(kind);
    const old = known.get(kind);
    if (moment === old) continue;
    if (old !== undefined && kind !== running) await work.cancelTimers(after.id, kind);
    if (moment !== undefined) work.schedule({ kind, subject: after.id, dueAt: moment * 1000 });
  }
}

/** The moments at which something happens to a subscription, by kind; reminders only while they lie ahead. */
function momentsOf(subscription: Subscription, notice: number, now: number): Map<string, number> {
  const moments = new Map<string, number>();
  if (isEnded(subscription)) return moments;
  const { cancel_at: cancelAt, pause_collection: paused, status, trial_end: trialEnd } = subscription;
  const end = earliestEnd(subscription);
  if (isBilled(subscription)) {
    moments.set(RENEWS, end);
    const { next_pending_invoice_item_invoice: pending } = subscription;
    if (pending !== null) moments.set(BILLS_PENDING, pending);
    if (end - notice > now) moments.set(WILL_RENEW, end - notice);
  }
  if (cancelAt !== null && cancelAt !== end) moments.set(CANCELS, cancelAt);
  if (paused?.resumes_at) moments.set(RESUMES_COLLECTION, paused.resumes_at);
  const reminder = (trialEnd ?? 0) - REMINDED_SECONDS;
  if (status === 'trialing' && trialEnd !== null && reminder > now) moments.set(TRIAL_WILL_END, reminder);
  return moments;
}

/** Seconds before the end of a trial that are too few for a reminder in advance: it is emitted at once. */
export function isRemindedAtOnce({ status, trial_end: end }: Subscription, now: number): boolean {
  return status === 'trialing' && end !== null && end - REMINDED_SECONDS <= now;
}
