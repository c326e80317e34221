import { invalidRequest } from '../../kernel/errors.ts';
import { earliestEnd, type Subscription } from './type.ts';

/** Parameters of an end that is planned. */
interface CancelParams {
  readonly cancel_at?: number | string | null;
  readonly cancel_at_period_end?: boolean;
}

/** The fields of a planned end; nothing if a request does not ask for a change of it. */
export function cancelAtOf(
  subscription: Subscription,
  { cancel_at: at, cancel_at_period_end: atEnd }: CancelParams,
  now: number,
): Partial<Pick<Subscription, 'cancel_at' | 'cancel_at_period_end' | 'canceled_at' | 'cancellation_details'>> {
  if (atEnd !== undefined && at !== undefined && at !== '' && at !== null) {
    throw invalidRequest('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      param: 'cancel_at',
    });
  }
  if (atEnd === true) return planned(subscription, lastEnd(subscription), true, now);
  if (at === '' || at === null || (atEnd === false && at === undefined)) return kept(subscription);
  if (at === undefined) return {};
  const moment = momentOf(subscription, at);
  if (moment <= now) {
    throw invalidRequest('`cancel_at` must be in the future.', { param: 'cancel_at' });
  }
  return planned(subscription, moment, false, now);
}

function momentOf(subscription: Subscription, at: number | string): number {
  if (typeof at === 'number') return at;
  if (at === 'min_period_end') return earliestEnd(subscription);
  if (at === 'max_period_end') return lastEnd(subscription);
  const seconds = Number(at);
  if (Number.isSafeInteger(seconds)) return seconds;
  throw invalidRequest('Invalid cancel_at: use a Unix timestamp, min_period_end or max_period_end.', {
    param: 'cancel_at',
  });
}

/** The end of the item's period that ends last. */
function lastEnd({ items }: Subscription): number {
  return Math.max(...items.data.map((item) => item.current_period_end));
}

function planned(subscription: Subscription, moment: number, atEnd: boolean, now: number) {
  return {
    cancel_at: moment,
    cancel_at_period_end: atEnd,
    canceled_at: now,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      ...subscription.cancellation_details,
      reason: 'cancellation_requested' as const,
    },
  };
}

/** Without an end. */
function kept({ cancellation_details: details }: Subscription) {
  return {
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: details && { ...details, reason: null },
  };
}
