import { StripeError } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { discounts } from '../../products/discounts/type.ts';
import { saveChanged } from './save.ts';
import { subscriptions } from './type.ts';

/** Removes the discounts of a subscription, as older versions did with its only one. */
export const removeDiscount = define(
  'DELETE /v1/subscriptions/{subscription}/discount',
  async (context, _params, path) => {
    const { work } = context;
    const current = await work.require(subscriptions, path.subscription);
    const [first] = current.discounts;
    if (first === undefined) {
      throw new StripeError(404, {
        type: 'invalid_request_error',
        code: 'resource_missing',
        message: `No active discount for subscription: ${current.id}`,
      });
    }
    saveChanged(context, current, { ...current, discounts: [] });
    const { end: _, internal: __, ...removed } = await work.require(discounts, first);
    work.emit('customer.discount.deleted', await work.require(discounts, first));
    return { ...removed, deleted: true };
  },
  { lock: 'subscription' },
);
