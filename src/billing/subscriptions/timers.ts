import type { Context } from '../../kernel/context.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { alike, decides } from '../../timers/worker.ts';
import { LONG_OVERDUE } from '../invoices/timer-kinds.ts';
import { invoices } from '../invoices/type.ts';
import { voidInvoice } from '../invoices/void.ts';
import { endSubscription } from './cancel.ts';
import { giveUpOverdue } from './give-up.ts';
import { billPending } from './pending-interval.ts';
import { dropPending } from './pending-update.ts';
import { renew } from './renew.ts';
import { saveChanged } from './save.ts';
import { isBilled } from './state.ts';
import { billThreshold } from './thresholds.ts';
import {
  BILLS_PENDING,
  CANCELS,
  CHECKS_THRESHOLDS,
  EXPIRES,
  RENEWS,
  RESUMES_COLLECTION,
  TRIAL_WILL_END,
  UPDATE_EXPIRES,
} from './timer-kinds.ts';
import { earliestEnd, isEnded, type Subscription, subscriptions } from './type.ts';

/** The timers of subscriptions. */
export const subscriptionTimers: Readonly<Record<string, TimerHandler>> = {
  [RENEWS]: alike(
    of(async (context, subscription) => {
      if (isBilled(subscription) && earliestEnd(subscription) <= context.work.now) await renew(context, subscription);
    }),
  ),
  [BILLS_PENDING]: of(async (context, subscription) => {
    if (isBilled(subscription)) await billPending(context, subscription);
  }),
  [CHECKS_THRESHOLDS]: of(billThreshold),
  [LONG_OVERDUE]: decides(async (context, timer) => {
    await context.lock(timer.subject);
    await giveUpOverdue(context, timer.subject);
  }),
  [CANCELS]: of(async (context, subscription) => {
    if (subscription.cancel_at === null || subscription.cancel_at > context.work.now) return;
    const reason = 'cancellation_requested';
    await endSubscription(context, subscription, { reason, prorate: true, invoiceNow: true, running: CANCELS });
  }),
  [TRIAL_WILL_END]: of(async ({ work }, subscription) => {
    if (subscription.status === 'trialing') work.emit('customer.subscription.trial_will_end', subscription);
  }),
  [RESUMES_COLLECTION]: of(async (context, subscription) => {
    if (subscription.pause_collection !== null)
      saveChanged(context, subscription, { ...subscription, pause_collection: null });
  }),
  [UPDATE_EXPIRES]: of(async (context, subscription) => {
    if (!subscription.internal.pending) return;
    context.work.emit('customer.subscription.pending_update_expired', await dropPending(context, subscription));
  }),
  [EXPIRES]: of(async (context, subscription) => {
    if (subscription.status !== 'incomplete' || typeof subscription.latest_invoice !== 'string') return;
    const invoice = await context.work.require(invoices, subscription.latest_invoice);
    // Its event ends the subscription.
    await voidInvoice(context, invoice);
  }),
};

/** A timer about a subscription that has not ended. */
function of(act: (context: Context, subscription: Subscription) => Promise<void>): TimerHandler {
  return decides(async (context, timer) => {
    await context.lock(timer.subject);
    const subscription = await context.work.get(subscriptions, timer.subject);
    if (subscription && !isEnded(subscription)) await act(context, subscription);
  });
}
