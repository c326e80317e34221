import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { discounts } from '../../products/discounts/type.ts';
import type { Customer } from '../type.ts';

/** Emits the event of a customer's discount that was created, deleted or replaced, if any. */
export async function emitDiscountEvent(
  { work }: Context,
  before: Customer['discount'],
  after: Customer['discount'],
): Promise<void> {
  if (before?.id === after?.id) return;
  const current = after ?? before;
  const stored = current && (await work.get(discounts, current.id));
  if (!stored) return;
  if (!after) work.emit('customer.discount.deleted', stored);
  else if (!before) work.emit('customer.discount.created', stored);
  else work.emit('customer.discount.updated', stored, previousAttributes(before, after));
}
