import type { Room } from '../kernel/room.ts';
import { checkoutFollowers } from './follow.ts';
import { paymentPageResource } from './page/pages.ts';
import { linkFollowers } from './payment-links/count.ts';
import { paymentLinkResource } from './payment-links/payment-links.ts';
import { checkoutSessionResource, lineItemResource } from './sessions/sessions.ts';

export const checkout: Room = {
  name: 'checkout',
  resources: [checkoutSessionResource, lineItemResource, paymentPageResource, paymentLinkResource],
  follows: [...checkoutFollowers, ...linkFollowers],
};
