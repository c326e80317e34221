import type { Room } from '../kernel/room.ts';
import { buyButtonResource } from './embeds/buy-buttons.ts';
import { pricingTableResource } from './embeds/pricing-tables.ts';
import { checkoutFollowers } from './follow.ts';
import { paymentPageResource } from './page/pages.ts';
import { linkFollowers } from './payment-links/count.ts';
import { paymentLinkResource } from './payment-links/payment-links.ts';
import { quoteResource } from './quotes/quotes.ts';
import { checkoutSessionResource, lineItemResource } from './sessions/sessions.ts';

export const checkout: Room = {
  name: 'checkout',
  resources: [
    checkoutSessionResource,
    lineItemResource,
    paymentPageResource,
    paymentLinkResource,
    quoteResource,
    pricingTableResource,
    buyButtonResource,
  ],
  follows: [...checkoutFollowers, ...linkFollowers],
};
