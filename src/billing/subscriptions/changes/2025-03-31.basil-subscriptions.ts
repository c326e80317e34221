import type { ContractType } from '../../../contract/contract.ts';
import { isHash } from '../../../kernel/hash.ts';
import type { Json, JsonObject, Lookup, Params, VersionChange } from '../../../kernel/version-change.ts';

const given: ContractType = { kind: 'string', emptyable: true };
const request = { accepts: { coupon: given, promotion_code: given }, upgrade: liftDiscount };

/**
 * https://docs.stripe.com/changelog/basil/2025-03-31/deprecate-subscription-current-period-start-and-end and
 * https://docs.stripe.com/changelog/basil/2025-03-31/adds-new-items-to-discounts-on-subscriptions
 */
export const periodsOfSubscriptions: VersionChange = {
  version: '2025-03-31.basil',
  description:
    'Items of subscriptions have `current_period_start` and `current_period_end`, subscriptions no longer; `discounts` is in place of `discount`, `coupon` and `promotion_code`.',
  request: { 'POST /v1/subscriptions': request, 'POST /v1/subscriptions/{subscription}': request },
  expandable: { subscription: { discount: { kind: 'object', names: ['discount'] } } },
  load: { subscription: addDiscount },
  response: { subscription: restorePeriod, subscription_schedule: restoreCoupons },
};

function liftDiscount(params: Params): void {
  const { coupon, promotion_code: code } = params;
  delete params.coupon;
  delete params.promotion_code;
  if (coupon === undefined && code === undefined) return;
  const redeemed = coupon ? { coupon } : code ? { promotion_code: code } : undefined;
  params.discounts = redeemed ? [redeemed] : '';
}

async function addDiscount(subscription: JsonObject, lookup: Lookup): Promise<void> {
  subscription.discount ??= (await lookup.include(subscription, 'discount')) ?? null;
}

/** The period of a subscription was that of its items, which all had the same one. */
function restorePeriod(subscription: JsonObject): void {
  const items = isHash(subscription.items) ? subscription.items.data : undefined;
  if (!Array.isArray(items) || items.length === 0) return;
  subscription.current_period_start = Math.max(...items.map((item) => numberIn(item, 'current_period_start')));
  subscription.current_period_end = Math.min(...items.map((item) => numberIn(item, 'current_period_end')));
}

function numberIn(item: Json, field: string): number {
  const value = isHash(item) ? item[field] : undefined;
  return typeof value === 'number' ? value : 0;
}

/** A phase had one coupon, which is the first of its discounts now. */
function restoreCoupons({ phases }: JsonObject): void {
  if (!Array.isArray(phases)) return;
  for (const phase of phases) {
    if (!isHash(phase)) continue;
    const [first] = Array.isArray(phase.discounts) ? phase.discounts : [];
    // The value that is read here is a hash, so it can hold the coupon.
    (phase as JsonObject).coupon = isHash(first) ? ((first as JsonObject).coupon ?? null) : null;
  }
}
