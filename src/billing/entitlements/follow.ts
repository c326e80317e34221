import type { Context } from '../../kernel/context.ts';
import type { EntityOf } from '../../kernel/entity.ts';
import type { Follower } from '../../kernel/follower.ts';
import { MOST_EMBEDDED } from '../../kernel/list.ts';
import { subscriptions } from '../subscriptions/type.ts';
import { settleEntitlements } from './settle.ts';

/** Statuses in which a subscription gives access: https://docs.stripe.com/billing/entitlements */
const GIVE_ACCESS = new Set(['active', 'trialing', 'past_due']);

/** Customers have the features of what they are subscribed to, at every moment. */
export const entitlementFollowers: readonly Follower[] = [
  { on: 'customer.subscription.created', do: subscriptionChanged },
  { on: 'customer.subscription.updated', do: subscriptionChanged },
  { on: 'customer.subscription.deleted', do: subscriptionChanged },
  { on: 'customer.subscription.paused', do: subscriptionChanged },
  { on: 'customer.subscription.resumed', do: subscriptionChanged },
];

async function subscriptionChanged(context: Context, { id }: EntityOf<'subscription'>): Promise<void> {
  const { work } = context;
  const changed = await work.get(subscriptions, id);
  if (!changed) return;
  const all = await work.list(subscriptions, { by: `customer/${changed.customer}`, limit: MOST_EMBEDDED });
  const giving = all.filter(({ status }) => GIVE_ACCESS.has(status));
  const products = giving.flatMap(({ items }) => items.data.map(({ price }) => price.product));
  await settleEntitlements(context, changed.customer, products);
}
