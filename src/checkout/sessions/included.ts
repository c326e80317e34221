import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { DEFAULT_PAGE, pageOfItems } from '../../kernel/list.ts';
import { discountsOfLine, taxesOfLine, taxesOfShipping, totalBreakdown } from './breakdown.ts';
import { lineItemsOf, lineShown } from './line-items.ts';
import { type CheckoutSession, checkoutSessions } from './type.ts';

/** What of a session, and of its line items, is only there when asked for. */
export const CHECKOUT_INCLUDED: Readonly<Record<string, (context: Context, object: Entity) => Promise<unknown>>> = {
  'checkout.session.line_items': async (context, { id }) => {
    const session: CheckoutSession = await context.work.require(checkoutSessions, id);
    const items = await lineItemsOf(context, session);
    return pageOfItems(items, { limit: DEFAULT_PAGE }, `/v1/checkout/sessions/${id}/line_items`);
  },
  'checkout.session.shipping_cost.taxes': async (context, { id }) =>
    taxesOfShipping(context, await context.work.require(checkoutSessions, id)),
  'checkout.session.total_details.breakdown': async (context, { id }) =>
    totalBreakdown(context, await context.work.require(checkoutSessions, id)),
  'item.discounts': async (context, { id }) => {
    const shown = lineShown(context, id);
    return shown && discountsOfLine(context, shown.session, shown.line);
  },
  'item.taxes': async (context, { id }) => {
    const shown = lineShown(context, id);
    return shown && taxesOfLine(shown.session, shown.line);
  },
};
