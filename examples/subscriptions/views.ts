import { html } from 'hono/html';
import type Stripe from 'stripe';
import { action, frame, type View } from '../shared/views.ts';

const won = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'KRW' });
const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

/** Data that the page of a reader shows. */
export interface ReaderFacts {
  /** Their time, in seconds since epoch. */
  readonly now: number;
  readonly subscription: Stripe.Subscription | undefined;
  readonly invoices: readonly Stripe.Invoice[];
}

/** The page of a reader: their subscription, its invoices, and buttons that let time pass. */
export function readerView({ now, subscription, invoices }: ReaderFacts): View {
  return frame(
    'Image bank',
    html`<h1>Image bank</h1>
<p>Today is <strong id="today">${dayOf(now)}</strong>.</p>
${subscription ? subscriptionView(subscription) : action('/subscribe', 'Subscribe for ₩100,000 a month, after 14 free days')}
<h2>Invoices</h2>
<table><thead><tr><th scope="col">Day</th><th scope="col">Amount</th><th scope="col">Status</th></tr></thead>
<tbody id="invoices">${invoices.map(
      ({ created, total, status }) =>
        html`<tr><td>${dayOf(created)}</td><td>${won.format(total)}</td><td>${status}</td></tr>`,
    )}</tbody></table>
<h2>Time</h2>
${action('/time/week', 'Let a week pass')}
${action('/time/month', 'Let a month pass')}
${action('/time/year', 'Let a year pass')}`,
  );
}

function subscriptionView({ status, items }: Stripe.Subscription): View {
  const [item] = items.data;
  return html`<p>The plan <strong id="plan">${item?.price.nickname ?? ''}</strong> is
<strong id="status">${status}</strong>${item && html`, until ${dayOf(item.current_period_end)}`}.</p>
${action('/portal', 'Manage')}
${action('/card/empty', 'Pay with a card without funds')}
${action('/card/korean', 'Pay with the Korean card')}`;
}
