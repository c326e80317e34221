import type { StripeEmbeddedCheckoutAnalyticsEventUnion } from '@stripe/stripe-js';
import type { PaymentPage } from '../../src/shared/payment-page-view.ts';
import type { Host } from './host.ts';

type Event = StripeEmbeddedCheckoutAnalyticsEventUnion;
type Details<Name extends Event['eventType']> = Extract<Event, { eventType: Name }>['details'];

/** Tells the merchant's page around of something that happened, for its own statistics (`onAnalyticsEvent`). */
export function report<Name extends Event['eventType']>(
  host: Host,
  page: PaymentPage,
  eventType: Name,
  details: Details<Name>,
): void {
  if (!host.embedded) return;
  const timestamp = Math.floor(Date.now() / 1000);
  const event = { checkoutSession: page.id, eventType, details, clientMetadata: {}, timestamp };
  // The union cannot be told from its parts; Details has checked that they belong together.
  host.send({ type: 'analytics', event: event as unknown as Event });
}

/** What is on the page and what it costs. */
export function itemsAndTotals(page: PaymentPage): Details<'lineItemChange'> {
  const items = page.lines.map(({ quantity, amount_subtotal: amount }) => ({ quantity, amount }));
  return { items, amount: page.totals.total, ...(page.currency !== null && { currency: page.currency }) };
}

/** The kind of device, by its width. */
export function deviceOf(width: number, height: number, language: string): Details<'deviceData'>['device'] {
  const category = width < 600 ? 'mobile' : width < 1_000 ? 'tablet' : 'desktop';
  return { category, language, viewport: { width, height } };
}
