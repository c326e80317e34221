import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing, resourceMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { newItem, pricedAs, recurringOf } from './create.ts';
import { grantAll } from './discounts.ts';
import { checkCountable, checkThreshold, currencyOf, type GivenItem, MOST_ITEMS, readItem } from './read-items.ts';
import type { Subscription, SubscriptionItem } from './type.ts';

/** An item of an update: of one that there is, by its id, or a new one. */
export interface ChangedItem extends GivenItem {
  readonly id?: string;
  readonly deleted?: boolean;
  readonly clear_usage?: boolean;
}

/** An item before and after a change: null where it is new or removed. */
export interface ItemChange {
  readonly before: SubscriptionItem | null;
  readonly after: SubscriptionItem | null;
}

/**
 * Applies an update's items in order: those with an id are changed or removed, others added, the rest stays. New items
 * have the period of the first item until it is decided. `path` is their parameter.
 */
export async function changedItems(
  context: Context,
  subscription: Subscription,
  given: readonly ChangedItem[],
  path = 'items',
): Promise<ItemChange[]> {
  const changes = new Map<string, ItemChange>(
    subscription.items.data.map((item) => [item.id, { before: item, after: item }]),
  );
  for (const [index, one] of given.entries()) {
    const at = path === '' ? '' : `${path}[${index}]`;
    const change =
      one.id === undefined
        ? await added(context, subscription, one, at)
        : await changed(context, subscription, one, at);
    changes.set((change.after ?? change.before)?.id ?? '', change);
  }
  const all = [...changes.values()];
  const left = all.flatMap(({ after }) => after ?? []);
  if (left.length === 0) {
    throw invalidRequest(
      'A subscription must have at least one active plan. To cancel a subscription, use the cancel API endpoint instead.',
      {
        param: path || 'item',
      },
    );
  }
  if (left.length > MOST_ITEMS) {
    throw invalidRequest(`A subscription can have at most ${MOST_ITEMS} items.`, { param: path });
  }
  return all;
}

async function added(
  context: Context,
  subscription: Subscription,
  given: ChangedItem,
  path: string,
): Promise<ItemChange> {
  const read = await readItem(context, given, path);
  const { price } = read;
  if (!price) throw parameterMissing(path === '' ? 'price' : `${path}[price]`);
  if (given.deleted) throw parameterMissing(`${path}[id]`);
  currencyOf([{ price, path: path === '' ? 'price' : `${path}[price]` }], subscription.currency);
  const [first] = subscription.items.data;
  const period = {
    start: first?.current_period_start ?? context.work.now,
    end: first?.current_period_end ?? context.work.now,
  };
  const item = newItem(context, subscription.id, { ...read, price }, given, period);
  return {
    before: null,
    after: { ...item, discounts: await granted(context, subscription, item, read.discounts ?? []) },
  };
}

async function changed(
  context: Context,
  subscription: Subscription,
  given: ChangedItem,
  path: string,
): Promise<ItemChange> {
  const before = subscription.items.data.find(({ id }) => id === given.id);
  if (!before) throw resourceMissing('subscription item', given.id ?? '', path === '' ? 'item' : `${path}[id]`, 400);
  if (given.deleted) return { before, after: null };
  const at = (name: string) => (path === '' ? name : `${path}[${name}]`);
  const read = await readItem(context, given, path);
  if (read.price) currencyOf([{ price: read.price, path: at('price') }], subscription.currency);
  if (!read.price && read.quantity !== undefined) checkCountable(before.price, at('quantity'));
  const isOther = read.price !== undefined && read.price.id !== before.price.id;
  const isMetered = (read.price ?? before.price).recurring?.usage_type === 'metered';
  const { quantity: _, ...rest } = before;
  const thresholds = given.billing_thresholds;
  if (thresholds && !read.price) checkThreshold(before.price, thresholds, at('billing_thresholds'));
  const after: SubscriptionItem = {
    ...rest,
    ...(!isMetered && { quantity: read.quantity ?? (isOther ? 1 : (before.quantity ?? 1)) }),
    ...(read.price && pricedAs(read.price)),
    ...(read.taxRates !== undefined && { tax_rates: [...(read.taxRates ?? [])] }),
    ...(read.discounts && { discounts: await granted(context, subscription, before, read.discounts) }),
    ...(thresholds !== undefined && { billing_thresholds: thresholds ? { usage_gte: thresholds.usage_gte } : null }),
    metadata: mergeMetadata(before.metadata, given.metadata as Stripe.MetadataParam | ''),
  };
  return { before, after };
}

function granted(
  context: Context,
  { id, customer }: Subscription,
  item: SubscriptionItem,
  redeemed: Parameters<typeof grantAll>[1],
): Promise<string[]> {
  return grantAll(context, redeemed, { customer, subscription: id, subscription_item: item.id }, item.discounts);
}

/** True if a change has an effect on what is billed. */
export function isBillable({ before, after }: ItemChange): boolean {
  if (before === null || after === null) return true;
  return before.price.id !== after.price.id || before.quantity !== after.quantity;
}

/** True if an item is billed at other intervals than before. */
export function hasOtherInterval({ before, after }: ItemChange): boolean {
  if (before === null || after === null) return false;
  const [was, is] = [recurringOf(before.price), recurringOf(after.price)];
  return was.interval !== is.interval || was.interval_count !== is.interval_count;
}
