import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { checkChangeable } from './check.ts';
import { customerOf } from './customer.ts';
import { collectNow } from './first-invoice.ts';
import { updateWhenPaid } from './pending-update.ts';
import { prepare } from './prepare.ts';
import { saveChanged } from './save.ts';
import { plan } from './schedule.ts';
import { settledBy } from './settle.ts';
import { endOfTrial, endWithoutMethod } from './trial-end.ts';
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
  const endsTrial = params.trial_end === 'now' && current.status === 'trialing';
  const instead = endsTrial ? await withoutMethod(context, customer, current, params) : undefined;
  if (instead) return instead;
  const { next, draft } = await prepare(context, customer, current, params);
  context.work.save<Subscription>(next);
  const isCollected = draft !== null && next.collection_method === 'charge_automatically';
  const paid = isCollected ? await settledBy(context, next, await collectNow(context, draft, customer, params)) : next;
  const saved = saveChanged(context, current, paid);
  await plan(context, current, saved);
  return saved;
}

/** Ends the trial now as it ends by itself, after everything else that the update changes; undefined if it goes on. */
async function withoutMethod(
  context: Context,
  customer: Customer,
  current: Subscription,
  { trial_end: _, ...params }: UpdateParams,
): Promise<Subscription | undefined> {
  const missing = params.trial_settings?.end_behavior.missing_payment_method;
  const terms = {
    collection_method: params.collection_method ?? current.collection_method,
    default_payment_method: params.default_payment_method || current.default_payment_method,
    default_source: params.default_source || current.default_source,
    trial_settings: missing
      ? { end_behavior: { billing_cycle_anchor: null, missing_payment_method: missing } }
      : current.trial_settings,
  };
  if ((await endOfTrial(context, terms, customer)) === undefined) return undefined;
  const { next } = await prepare(context, customer, current, params);
  return endWithoutMethod(context, saveChanged(context, current, { ...next, trial_end: context.work.now }));
}
