import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { alike, decides } from '../../timers/worker.ts';
import { isBilled } from '../subscriptions/state.ts';
import { WILL_RENEW } from '../subscriptions/timer-kinds.ts';
import { type Subscription, subscriptions } from '../subscriptions/type.ts';
import { NOTHING_UPCOMING, preview } from './create-preview.ts';

/** The timer some days before a renewal. */
export const announcements: Readonly<Record<string, TimerHandler>> = {
  [WILL_RENEW]: alike(
    decides(async (context, timer) => {
      await context.lock(timer.subject);
      const subscription = await context.work.get(subscriptions, timer.subject);
      if (subscription && isBilled(subscription)) await announceRenewal(context, subscription);
    }),
  ),
};

/**
 * Emits `invoice.upcoming`, if a subscription will be billed, about the invoice as it would be now.
 * https://docs.stripe.com/api/events/types#event_types-invoice.upcoming
 */
async function announceRenewal(context: Context, subscription: Subscription): Promise<void> {
  try {
    const upcoming = await preview(context, { subscription: subscription.id });
    context.work.emitView('invoice.upcoming', upcoming, subscription);
  } catch (error) {
    // A subscription that ends with its period has nothing to announce.
    if (!(error instanceof StripeError) || error.detail.code !== NOTHING_UPCOMING) throw error;
  }
}
