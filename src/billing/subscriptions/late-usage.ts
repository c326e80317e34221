import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { newLine } from '../drafts/compose.ts';
import { linesOf, withLines } from '../drafts/lines.ts';
import type { LineTerms } from '../drafts/type.ts';
import { type Invoice, type InvoiceLine, subscriptionOf } from '../invoices/type.ts';
import { type Subscription, type SubscriptionItem, subscriptions } from './type.ts';
import { usageLines } from './usage.ts';

/**
 * Counts usage of the ended period that was reported while its invoice was a draft. Lines of items that were removed, or
 * have another price now, stay as they are. https://docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api
 */
export async function withLateUsage(context: Context, draft: Invoice): Promise<Invoice> {
  const id = subscriptionOf(draft);
  const lines = linesOf(draft);
  // Usage that is reported after a threshold was reached belongs to the rest of the period.
  if (draft.billing_reason === 'subscription_threshold') return draft;
  if (id === null || !lines.some(({ internal }) => internal.metered)) return draft;
  const subscription = await context.work.get(subscriptions, id);
  if (!subscription) return draft;
  const current: InvoiceLine[] = [];
  for (const group of Map.groupBy(lines, groupOf).values()) {
    const [first] = group;
    const metered = first?.internal.metered ? first : undefined;
    const item = subscription.items.data.find(({ id: own }) => own === itemOf(metered));
    if (!metered || !item || item.price.id !== metered.pricing?.price_details.price) {
      current.push(...group);
      continue;
    }
    const ended: SubscriptionItem = { ...item, current_period_start: metered.period.start };
    const terms = await usageLines(context, billedAs(subscription, ended, metered), [ended], metered.period.end);
    current.push(...terms.map((line, index) => changed(context, draft, group[index], line)));
  }
  return withLines(draft, current);
}

/** A subscription as it was when a line was made, as far as its usage was billed before. */
function billedAs(
  { currency, customer, internal }: Subscription,
  { id, current_period_start: from }: SubscriptionItem,
  { internal: { usedBefore: quantity } }: InvoiceLine,
): Pick<Subscription, 'currency' | 'customer' | 'internal'> {
  const billedUsage = quantity === undefined ? {} : { [id]: { from, quantity } };
  return { currency, customer, internal: { ...internal, billedUsage } };
}

/** Metered lines of one item and period are computed together; each other line is alone, and keeps its place. */
function groupOf(line: InvoiceLine): string {
  return line.internal.metered ? `${itemOf(line)} ${line.period.start} ${line.period.end}` : line.id;
}

function itemOf(line: InvoiceLine | undefined): string | null {
  return idOf(line?.parent?.subscription_item_details?.subscription_item);
}

/** A line as it is now, under the id that it had. */
function changed(context: Context, draft: Invoice, before: InvoiceLine | undefined, terms: LineTerms): InvoiceLine {
  const now = newLine(context, draft, terms);
  if (!before) return now;
  const { amount, description, pricing, quantity, quantity_decimal, subtotal } = now;
  return { ...before, amount, description, pricing, quantity, quantity_decimal, subtotal };
}
