import type { Context } from '../../kernel/context.ts';
import { ONE } from '../../products/amounts/decimal.ts';
import { halfUp, toAmount } from '../../products/amounts/rounding.ts';
import type { LineTerms } from '../drafts/type.ts';
import { amountOfItem, type ItemLine, linesOfItem } from '../lines/of-item.ts';
import { meters } from '../meters/type.ts';
import { usageIn } from '../usage/read.ts';
import { belongsTo } from './bill.ts';
import { factsOf, type PriceFacts, pricingOf } from './facts.ts';
import type { Subscription, SubscriptionItem } from './type.ts';

/**
 * The lines of what was used of metered items since their periods began, until a moment (seconds since epoch), the newest
 * item first. Fractions of a unit are rounded once, on the whole usage of a period.
 */
export async function usageLines(
  context: Context,
  subscription: Pick<Subscription, 'currency' | 'customer' | 'internal'>,
  items: readonly SubscriptionItem[],
  until: number,
): Promise<LineTerms[]> {
  const { currency, customer } = subscription;
  const lines: LineTerms[] = [];
  for (const item of [...items].reverse()) {
    const facts = await factsOf(context, item.price.id, currency);
    const meter = facts.meter ? await context.work.get(meters, facts.meter) : undefined;
    if (!meter) continue;
    const span = { from: item.current_period_start, to: until };
    const used = await usageIn(context, meter, customer, span);
    const quantity = Math.max(toAmount(halfUp(used < 0n ? 0n : used, ONE)), 0);
    const period = { start: span.from, end: until };
    const before = billedBefore(subscription, item);
    for (const line of linesAfter(facts, quantity, before)) {
      lines.push({
        amount: line.amount,
        description: line.description,
        period,
        quantity: line.quantity,
        pricing: pricingOf(facts, line.unitAmount),
        ...belongsTo(item),
        metered: true,
        ...(before > 0 && { usedBefore: before }),
      });
    }
  }
  return lines;
}

/** The usage of an item's present period that was billed already. */
function billedBefore({ internal }: Pick<Subscription, 'internal'>, item: SubscriptionItem): number {
  const billed = internal.billedUsage?.[item.id];
  return billed?.from === item.current_period_start ? billed.quantity : 0;
}

/** The lines of a period's usage, or the one of its rest: what the whole costs more than the part that was billed. */
function linesAfter({ terms, sold, interval }: PriceFacts, quantity: number, before: number): ItemLine[] {
  if (before === 0) return linesOfItem(terms, quantity, sold, interval);
  const rest = Math.max(quantity - before, 0);
  const [first] = linesOfItem(terms, rest, sold, interval);
  const amount = rest === 0 ? 0 : amountOfItem(terms, quantity) - amountOfItem(terms, before);
  return first ? [{ ...first, amount, quantity: rest }] : [];
}
