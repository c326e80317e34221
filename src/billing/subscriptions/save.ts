import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { Subscription } from './type.ts';

/** Saves a subscription and emits an event if it shows a change. */
export function saveChanged({ work }: Context, before: Subscription, after: Subscription): Subscription {
  if (after === before) return before;
  const saved = work.save<Subscription>(after);
  const previous = previousAttributes(before, saved);
  if (Object.keys(previous).length > 0) work.emit('customer.subscription.updated', saved, previous);
  return saved;
}
