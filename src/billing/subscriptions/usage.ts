import type { Context } from '../../kernel/context.ts';
import { ONE } from '../../products/amounts/decimal.ts';
import { halfUp, toAmount } from '../../products/amounts/rounding.ts';
import type { LineTerms } from '../drafts/type.ts';
import { linesOfItem } from '../lines/of-item.ts';
import { meters } from '../meters/type.ts';
import { usageIn } from '../usage/read.ts';
import { belongsTo } from './bill.ts';
import { factsOf, pricingOf } from './facts.ts';
import type { Subscription, SubscriptionItem } from './type.ts';

/**
 * The lines of what was used of metered items since their periods began, until a moment (seconds since epoch), the newest
 * item first. Fractions of a unit are rounded once, on the whole usage of a period.
 */
export async function usageLines(
  context: Context,
  { currency, customer }: Subscription,
  items: readonly SubscriptionItem[],
  until: number,
): Promise<LineTerms[]> {
  const lines: LineTerms[] = [];
  for (const item of [...items].reverse()) {
    const facts = await factsOf(context, item.price.id, currency);
    const meter = facts.meter ? await context.work.get(meters, facts.meter) : undefined;
    if (!meter) continue;
    const span = { from: item.current_period_start, to: until };
    const used = await usageIn(context, meter, customer, span);
    const quantity = Math.max(toAmount(halfUp(used < 0n ? 0n : used, ONE)), 0);
    const period = { start: span.from, end: until };
    for (const line of linesOfItem(facts.terms, quantity, facts.sold, facts.interval)) {
      lines.push({
        amount: line.amount,
        description: line.description,
        period,
        quantity: line.quantity,
        pricing: pricingOf(facts, line.unitAmount),
        ...belongsTo(item),
        metered: true,
      });
    }
  }
  return lines;
}
