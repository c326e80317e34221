import { invalidRequest } from '../../kernel/errors.ts';
import { isEnded, type Subscription } from './type.ts';
import type { UpdateParams } from './update-params.ts';

/** Parameters that an ended subscription still takes. */
const OF_ENDED: ReadonlySet<string> = new Set(['metadata', 'cancellation_details', 'expand']);

/** Throws for a change of a subscription that has ended, or of the end of one that a schedule manages. */
export function checkChangeable(subscription: Subscription, params: UpdateParams): void {
  if (isEnded(subscription) && Object.keys(params).some((name) => !OF_ENDED.has(name))) {
    throw invalidRequest('A canceled subscription can only update its cancellation_details and metadata.', {
      code: 'invalid_canceled_subscription_fields',
    });
  }
  const { schedule } = subscription;
  if (schedule === null || (params.cancel_at === undefined && params.cancel_at_period_end === undefined)) return;
  throw invalidRequest(
    `The subscription is managed by the subscription schedule \`${String(schedule)}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
    { param: params.cancel_at === undefined ? 'cancel_at_period_end' : 'cancel_at' },
  );
}
