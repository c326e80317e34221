import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { parameterMissing, resourceMissing } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { define } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { type Subscription, type SubscriptionItem, subscriptions } from '../subscriptions/type.ts';
import { updateSubscription } from '../subscriptions/update.ts';
import type { UpdateParams } from '../subscriptions/update-params.ts';

const ITEM = '/v1/subscription_items/{item}' as const;
const COLLECTION = '/v1/subscription_items' as const;

/** Parameters that concern the whole subscription; the others describe the item. */
const OF_SUBSCRIPTION = ['off_session', 'payment_behavior', 'proration_behavior', 'proration_date'] as const;

type Given = Partial<Pick<UpdateParams, (typeof OF_SUBSCRIPTION)[number]>>;

/** The subscription that an item belongs to, on whose clock the decision then is. */
async function subscriptionOf({ work }: Context, item: string): Promise<Subscription> {
  const [found] = await work.list(subscriptions, { by: `item/${item}`, limit: 1 });
  if (!found) throw resourceMissing('subscription item', item, 'item');
  await work.onClock(idOf(found.test_clock));
  return found;
}

function itemOf({ items }: Subscription, id: string): SubscriptionItem {
  const item = items.data.find((one) => one.id === id);
  if (!item) throw new Error(`${id} is not an item of its subscription.`);
  return item;
}

/** Items are changed as an update of their subscription is. */
async function change(
  context: Context,
  subscription: Subscription,
  item: Stripe.SubscriptionUpdateParams.Item,
  given: Given,
): Promise<Subscription> {
  const common = Object.fromEntries(
    OF_SUBSCRIPTION.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  ) as Given;
  return updateSubscription(context, subscription, { ...common, items: [item] });
}

function withoutCommon<T extends object>(params: T): Omit<T, (typeof OF_SUBSCRIPTION)[number] | 'subscription'> {
  const names: readonly string[] = [...OF_SUBSCRIPTION, 'subscription'];
  // The fields that are left have the types they had.
  return Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name))) as Omit<
    T,
    (typeof OF_SUBSCRIPTION)[number] | 'subscription'
  >;
}

const lockOf = async (context: Context, _params: object, path: { readonly item: string }) => [
  (await subscriptionOf(context, path.item)).id,
];

const create = define(
  `POST ${COLLECTION}`,
  async (context, params) => {
    const subscription = await context.work.require(subscriptions, params.subscription, 'subscription');
    const known = new Set(subscription.items.data.map(({ id }) => id));
    const updated = await change(context, subscription, withoutCommon(params), params);
    return updated.items.data.find(({ id }) => !known.has(id));
  },
  { lock: (_context, { subscription }) => [subscription], notYet: ['current_trial'] },
);

const retrieve = define(`GET ${ITEM}`, async (context, _params, path) =>
  itemOf(await subscriptionOf(context, path.item), path.item),
);

const update = define(
  `POST ${ITEM}`,
  async (context, params, path) => {
    const subscription = await subscriptionOf(context, path.item);
    const given = withoutCommon(params) as Stripe.SubscriptionUpdateParams.Item;
    return itemOf(await change(context, subscription, { ...given, id: path.item }, params), path.item);
  },
  { lock: lockOf, notYet: ['current_trial'] },
);

const remove = define(
  `DELETE ${ITEM}`,
  async (context, params, path) => {
    const subscription = await subscriptionOf(context, path.item);
    await change(context, subscription, { id: path.item, deleted: true }, params);
    return { id: path.item, object: 'subscription_item', deleted: true };
  },
  { lock: lockOf },
);

const list = define(`GET ${COLLECTION}`, async ({ work }, params) => {
  if (!params.subscription) throw parameterMissing('subscription');
  const { items } = await work.require(subscriptions, params.subscription, 'subscription');
  return pageOfItems(items.data, params, COLLECTION, 'subscription item');
});

export const subscriptionItemResource = view('subscription_item', {
  operations: [create, retrieve, update, remove, list],
});
