import type { Context } from '../../kernel/context.ts';
import type { DiscountTerms } from '../../products/amounts/discounts.ts';
import { applyDiscounts } from '../../products/amounts/discounts.ts';
import { discountTerms } from '../../products/discounts/terms.ts';
import { amountOfItem } from '../lines/of-item.ts';
import { type Period, periodAt } from '../periods/period.ts';
import { proratedAmount } from '../proration/amounts.ts';
import { prorationWords } from '../proration/words.ts';
import { anchorOfSubscription } from './bill.ts';
import { activeDiscounts } from './discounts.ts';
import { factsOf, type PriceFacts } from './facts.ts';
import { addItem } from './invoice-item.ts';
import type { Debit, Subscription, SubscriptionItem } from './type.ts';

/** A subscription's debits with those of one item replaced. */
function withDebitsOf(subscription: Subscription, item: string, debits: readonly Debit[]): Subscription {
  const { [item]: _, ...others } = subscription.internal.debits;
  const kept = debits.length === 0 ? others : { ...others, [item]: debits };
  return { ...subscription, internal: { ...subscription.internal, debits: kept } };
}

/** Credits the time after a moment of all items of a subscription. */
export async function creditUnused(context: Context, subscription: Subscription, from: number): Promise<Subscription> {
  let current = subscription;
  for (const item of subscription.items.data) current = await creditItem(context, current, item, from);
  return current;
}

/**
 * Credits the time of an item after a moment: in flexible billing what was debited for it, in classic billing its present
 * price. https://docs.stripe.com/billing/subscriptions/billing-mode
 */
export async function creditItem(
  context: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  from: number,
): Promise<Subscription> {
  const facts = await factsOf(context, item.price.id, subscription.currency);
  if (facts.meter !== undefined) return subscription;
  const debits = subscription.internal.debits[item.id] ?? [];
  const isClassic = subscription.billing_mode.type === 'classic';
  if (isClassic) await creditPresent(context, subscription, item, facts, from, debits);
  else for (const debit of debits) await creditDebit(context, subscription, item, debit, from);
  return withDebitsOf(subscription, item.id, []);
}

async function creditDebit(
  context: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  debit: Debit,
  from: number,
): Promise<void> {
  const since = Math.max(from, debit.start);
  if (debit.end <= since) return;
  const { sold } = await factsOf(context, debit.price, subscription.currency);
  addItem(context, subscription, {
    amount: -proratedAmount(debit.amount, debit.end - since, debit.end - debit.start, subscription.currency),
    description: prorationWords('unused', { name: sold.name, quantity: debit.quantity, from }),
    period: { start: since, end: debit.end },
    quantity: debit.quantity ?? 1,
    pricing: null,
    subscriptionItem: item.id,
    credits: creditedBy(debit),
    discountable: false,
    taxRates: item.tax_rates,
  });
}

async function creditPresent(
  context: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  facts: PriceFacts,
  from: number,
  debits: readonly Debit[],
): Promise<void> {
  if (subscription.status === 'trialing' || item.current_period_end <= from) return;
  const [debit] = debits;
  const amount = await partOf(context, subscription, item, facts, from);
  if (amount === 0) return;
  addItem(context, subscription, {
    amount: -amount,
    description: prorationWords('unused', { name: facts.sold.name, quantity: item.quantity ?? null, from }),
    period: { start: from, end: item.current_period_end },
    quantity: item.quantity ?? 1,
    pricing: null,
    subscriptionItem: item.id,
    credits: debit ? creditedBy(debit) : null,
    discountable: false,
    taxRates: item.tax_rates,
  });
}

/** Debits an item for its period after a moment, with its next invoice. */
export async function debitItem(
  context: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  from: number,
): Promise<Subscription> {
  const facts = await factsOf(context, item.price.id, subscription.currency);
  if (facts.meter !== undefined || subscription.status === 'trialing' || item.current_period_end <= from) {
    return subscription;
  }
  const amount = await partOf(context, subscription, item, facts, from);
  const period = { start: from, end: item.current_period_end };
  const quantity = item.quantity ?? 1;
  const added = addItem(context, subscription, {
    amount,
    description: prorationWords('remaining', { name: facts.sold.name, quantity, from }),
    period,
    quantity,
    pricing: null,
    subscriptionItem: item.id,
    credits: null,
    discountable: false,
    taxRates: item.tax_rates,
  });
  const debit: Debit = { amount, quantity, price: item.price.id, ...period, billedBy: { invoiceItem: added.id } };
  return withDebitsOf(subscription, item.id, [...(subscription.internal.debits[item.id] ?? []), debit]);
}

/** The cost of an item's period after a moment, after discounts. */
async function partOf(
  context: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  facts: PriceFacts,
  from: number,
): Promise<number> {
  const { currency } = subscription;
  const whole = wholePeriod(subscription, item, facts);
  const [seconds, of] = [item.current_period_end - from, whole.end - whole.start];
  const isClassic = subscription.billing_mode.type === 'classic';
  const { net, evenly } = await discounted(context, subscription, item, facts, isClassic);
  return Math.max(proratedAmount(net, seconds, of, currency) - evenly, 0);
}

/** The full period that an item's period is, or is the last part of. */
function wholePeriod(subscription: Subscription, item: SubscriptionItem, facts: PriceFacts): Period {
  return periodAt(anchorOfSubscription(subscription), facts.interval, item.current_period_end - 1);
}

/**
 * The price of an item's whole period after discounts. Amounts off are shared by all items: in flexible billing in
 * proportion to their prices, in classic billing evenly and not by time, which is `evenly`.
 */
async function discounted(
  context: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  facts: PriceFacts,
  isClassic: boolean,
): Promise<{ readonly net: number; readonly evenly: number }> {
  const { currency, items } = subscription;
  const termsOf = async (ids: readonly string[]) => {
    const found = await activeDiscounts(context, ids, context.work.now);
    return found.flatMap(({ id, internal: { coupon } }) => discountTerms(id, coupon, currency) ?? []);
  };
  const common = await termsOf(subscription.discounts);
  if (common.length === 0 && item.discounts.length === 0) {
    return { net: amountOfItem(facts.terms, item.quantity ?? 1), evenly: 0 };
  }
  const isSpread = ({ amountOff }: DiscountTerms) => isClassic && amountOff !== null;
  const others = items.data.some(({ id }) => id === item.id) ? items.data : [...items.data, item];
  const lines = [];
  for (const other of others) {
    const own = other.id === item.id ? item : other;
    const { terms, product } = await factsOf(context, own.price.id, currency);
    lines.push({ amount: amountOfItem(terms, own.quantity ?? 1), product, discounts: await termsOf(own.discounts) });
  }
  const index = others.findIndex(({ id }) => id === item.id);
  const taken =
    applyDiscounts(
      lines,
      common.filter((one) => !isSpread(one)),
      currency,
    )[index] ?? [];
  const gross = lines[index]?.amount ?? 0;
  const off = common.filter(isSpread).reduce((sum, { amountOff }) => sum + (amountOff ?? 0), 0);
  return {
    net: gross - taken.reduce((sum, { amount }) => sum + amount, 0),
    evenly: Math.round(off / others.length),
  };
}

/** The reference to what billed a debit. */
function creditedBy({ billedBy }: Debit) {
  if ('invoiceItem' in billedBy) return { invoice_item: billedBy.invoiceItem, type: 'invoice_item' as const };
  return {
    invoice_line_item_details: { invoice: billedBy.invoice, invoice_line_items: [...billedBy.lines] },
    type: 'invoice_line_items' as const,
  };
}
