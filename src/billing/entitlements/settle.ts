import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { withStorageId } from '../../kernel/entity.ts';
import { embeddedList, MOST_EMBEDDED } from '../../kernel/list.ts';
import { featuresOf } from './product-features.ts';
import { type ActiveEntitlement, activeEntitlements, type Feature, features } from './type.ts';

/**
 * Grants a customer the features of the products that they are subscribed to, takes back all others, and emits the
 * customer's summary if that changed anything. https://docs.stripe.com/billing/entitlements
 */
export async function settleEntitlements(
  context: Context,
  customer: string,
  subscribed: readonly string[],
): Promise<void> {
  const { work } = context;
  const due = await featuresIn(context, subscribed);
  const present = await work.list(activeEntitlements, { by: `customer/${customer}`, limit: MOST_EMBEDDED });
  const lost = present.filter(({ feature }) => !due.has(feature));
  const kept = new Set(present.map(({ feature }) => feature));
  const gained = [...due.values()].filter(({ id }) => !kept.has(id));
  if (lost.length + gained.length === 0) return;
  for (const entitlement of lost) work.remove(entitlement);
  for (const feature of gained) grant(context, customer, feature);
  await emitSummary(context, customer);
}

async function featuresIn(context: Context, products: readonly string[]): Promise<Map<string, Feature>> {
  const found = new Map<string, Feature>();
  for (const product of new Set(products)) {
    for (const { feature: id } of await featuresOf(context, product)) {
      const feature = await context.work.get(features, id);
      if (feature) found.set(id, feature);
    }
  }
  return found;
}

function grant({ work }: Context, customer: string, { id: feature, lookup_key }: Feature): ActiveEntitlement {
  return work.insert(activeEntitlements, {
    id: work.newId(activeEntitlements.prefix),
    object: 'entitlements.active_entitlement',
    feature,
    livemode: false,
    lookup_key,
    internal: { customer },
  });
}

/** The summary has no id; it is about its customer. */
async function emitSummary({ work }: Context, customer: string): Promise<void> {
  const { id } = await work.require(customers, customer);
  const active = await work.list(activeEntitlements, { by: `customer/${customer}`, limit: MOST_EMBEDDED });
  const { total_count: _, ...entitlements } = embeddedList(
    active,
    `/v1/entitlements/active_entitlements?customer=${customer}`,
  );
  const summary = {
    object: 'entitlements.active_entitlement_summary' as const,
    customer,
    entitlements,
    livemode: false,
  };
  work.emit('entitlements.active_entitlement_summary.updated', withStorageId(id, summary));
}
