import type { Room } from '../kernel/room.ts';
import { checkoutFollowers } from './follow.ts';
import { paymentPageResource } from './page/pages.ts';
import { checkoutSessionResource, lineItemResource } from './sessions/sessions.ts';

export const checkout: Room = {
  name: 'checkout',
  resources: [checkoutSessionResource, lineItemResource, paymentPageResource],
  follows: checkoutFollowers,
};
