import type Stripe from 'stripe';
import type { Order, Shop } from './shops.ts';

/** The orders of all shops, by Checkout Session. They follow webhooks, not the buyer's return. */
export interface Books {
  begin(session: string, shop: Shop): void;
  /** Takes the news of a connected account. */
  receive(event: Stripe.Event): void;
  of(shop: Shop): Order[];
}

/** The events that the platform listens to, on all of its accounts. */
export const EVENTS = [
  'account.updated',
  'charge.dispute.created',
  'charge.refunded',
  'checkout.session.async_payment_failed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.completed',
  'payout.paid',
] as const;

export function openBooks(): Books {
  const orders = new Map<string, Order>();

  function settle(session: Stripe.Checkout.Session, failed = false): void {
    const order = orders.get(session.id);
    if (!order) return;
    order.payment = String(session.payment_intent);
    if (failed) order.status = 'failed';
    else order.status = session.payment_status === 'unpaid' ? 'waiting' : 'paid';
  }

  function move(payment: string | Stripe.PaymentIntent | null, status: Order['status']): void {
    for (const order of orders.values()) if (order.payment === payment) order.status = status;
  }

  return {
    begin: (session, shop) => void orders.set(session, { shop: shop.path, status: 'begun', payment: null }),
    receive(event) {
      switch (event.type) {
        case 'checkout.session.completed':
        case 'checkout.session.async_payment_succeeded':
          return settle(event.data.object);
        case 'checkout.session.async_payment_failed':
          return settle(event.data.object, true);
        case 'charge.refunded':
          return move(event.data.object.payment_intent, 'refunded');
        case 'charge.dispute.created':
          return move(event.data.object.payment_intent, 'disputed');
      }
    },
    of: (shop) => [...orders.values()].filter((order) => order.shop === shop.path),
  };
}
