import { DEFAULT_PAGE, pageOfItems } from '../../kernel/list.ts';
import type { Include } from '../../kernel/resource.ts';
import { discountsOfLine, taxesOfLine, taxesOfShipping, totalBreakdown } from './breakdown.ts';
import { displayItemsOf } from './display-items.ts';
import { lineItemsOf, lineShown } from './line-items.ts';
import { type CheckoutSession, checkoutSessions } from './type.ts';

/** Fields of a session that are only sent when a request expands them. */
export const sessionIncludes: Readonly<Record<string, Include>> = {
  line_items: async (context, { id }) => {
    const session: CheckoutSession = await context.work.require(checkoutSessions, id);
    const items = await lineItemsOf(context, session);
    return pageOfItems(items, { limit: DEFAULT_PAGE }, `/v1/checkout/sessions/${id}/line_items`);
  },
  // Not in the contract, so only versions that had it ask for it.
  display_items: async (context, { id }) => displayItemsOf(context, await context.work.require(checkoutSessions, id)),
  'shipping_cost.taxes': async (context, { id }) =>
    taxesOfShipping(context, await context.work.require(checkoutSessions, id)),
  'total_details.breakdown': async (context, { id }) =>
    totalBreakdown(context, await context.work.require(checkoutSessions, id)),
};

/** Fields of a line item that are only sent when a request expands them. */
export const lineItemIncludes: Readonly<Record<string, Include>> = {
  discounts: async (context, { id }) => {
    const shown = lineShown(context, id);
    return shown && discountsOfLine(context, shown.session, shown.line);
  },
  taxes: async (context, { id }) => {
    const shown = lineShown(context, id);
    return shown && taxesOfLine(shown.session, shown.line);
  },
};
