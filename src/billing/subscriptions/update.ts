import type { Context } from '../../kernel/context.ts';
import { checkChangeable } from './check.ts';
import { customerOf } from './customer.ts';
import { collectNow } from './first-invoice.ts';
import { updateWhenPaid } from './pending-update.ts';
import { prepare } from './prepare.ts';
import { saveChanged } from './save.ts';
import { plan } from './schedule.ts';
import { settledBy } from './settle.ts';
import type { Subscription } from './type.ts';
import type { UpdateParams } from './update-params.ts';

/**
 * Updates a subscription: prorates what changes within the present period, and invoices it at once if it is asked to.
 * https://docs.stripe.com/api/subscriptions/update
 */
export async function updateSubscription(
  context: Context,
  current: Subscription,
  params: UpdateParams,
): Promise<Subscription> {
  checkChangeable(current, params);
  if (params.payment_behavior === 'pending_if_incomplete') return updateWhenPaid(context, current, params);
  const customer = await customerOf(context, current);
  const { next, draft } = await prepare(context, customer, current, params);
  context.work.save<Subscription>(next);
  const isCollected = draft !== null && next.collection_method === 'charge_automatically';
  const paid = isCollected ? await settledBy(context, next, await collectNow(context, draft, customer, params)) : next;
  const saved = saveChanged(context, current, paid);
  await plan(context, current, saved);
  return saved;
}
