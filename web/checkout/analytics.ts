import type { StripeEmbeddedCheckoutAnalyticsEventUnion } from '@stripe/stripe-js';
import type { PaymentPage } from '../../src/shared/payment-page-view.ts';
import type { Host } from './host.ts';

type Event = StripeEmbeddedCheckoutAnalyticsEventUnion;
/** An event without the fields that all events share. */
type Reported<One = Event> = One extends Event ? Pick<One, 'eventType' | 'details'> : never;
type Details<Name extends Event['eventType']> = Extract<Event, { eventType: Name }>['details'];

/** Sends an event to the merchant's page for its own statistics (`onAnalyticsEvent`). */
export function report(host: Host, page: PaymentPage, event: Reported): void {
  if (!host.embedded) return;
  const timestamp = Math.floor(Date.now() / 1000);
  host.send({ type: 'analytics', event: { ...event, checkoutSession: page.id, clientMetadata: {}, timestamp } });
}

/** Returns the items on the page and their total. */
export function itemsAndTotals(page: PaymentPage): Details<'lineItemChange'> {
  const items = page.lines.map(({ quantity, amount_subtotal: amount }) => ({ quantity, amount }));
  return { items, amount: page.totals.total, ...(page.currency !== null && { currency: page.currency }) };
}

/** Returns the kind of device for a width in pixels. */
export function deviceOf(width: number, height: number, language: string): Details<'deviceData'>['device'] {
  const category = width < 600 ? 'mobile' : width < 1_000 ? 'tablet' : 'desktop';
  return { category, language, viewport: { width, height } };
}
