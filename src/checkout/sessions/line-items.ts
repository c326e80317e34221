import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { type PricedLine, priceSession } from './pricing.ts';
import type { CheckoutSession } from './type.ts';

/** The line items of a session as the API shows them, in the order in which they were given. */
export async function lineItemsOf(context: Context, session: CheckoutSession): Promise<Stripe.LineItem[]> {
  const { lines } = await priceSession(context, session);
  const shown = linesShown.get(context) ?? new Map<string, ShownLine>();
  linesShown.set(context, shown);
  for (const line of lines) shown.set(line.line.id, { session, line });
  return lines.map((line) => itemOf(line, session.currency ?? ''));
}

/** A line item with its session. */
interface ShownLine {
  readonly session: CheckoutSession;
  readonly line: PricedLine;
}

/** Line items are not stored objects: their expandable fields are kept while the response is built. */
const linesShown = new WeakMap<Context, Map<string, ShownLine>>();

/** A line item of this response, with its discounts and taxes. */
export function lineShown(context: Context, id: string): ShownLine | undefined {
  return linesShown.get(context)?.get(id);
}

/** A priced line as the API shows it. */
export function itemOf({ line, price, product, totals }: PricedLine, currency: string): Stripe.LineItem {
  const { internal: _internal, ...shown } = price;
  return {
    id: line.id,
    object: 'item',
    adjustable_quantity: line.adjustable && { enabled: true, ...line.adjustable },
    amount_discount: totals.amount_discount,
    amount_subtotal: totals.amount_subtotal,
    amount_tax: totals.amount_tax,
    amount_total: totals.amount_total,
    currency,
    description: product.name,
    metadata: line.metadata,
    price: shown as unknown as Stripe.Price,
    quantity: line.metered ? null : line.quantity,
  };
}
