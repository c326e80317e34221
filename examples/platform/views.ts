import { html } from 'hono/html';
import type Stripe from 'stripe';
import { action, frame, type View } from '../shared/views.ts';
import type { Order, Shop } from './shops.ts';

const euros = (cents: number) => `€${(cents / 100).toFixed(2)}`;

/** The platform's own page: its shops, and what it has earned. */
export function platformView(shops: readonly Shop[], fees: readonly Stripe.ApplicationFee[]): View {
  const earned = fees.reduce((sum, { amount, amount_refunded: returned }) => sum + amount - returned, 0);
  return frame(
    'Platform',
    html`<h1>Platform</h1>
<p>Earned in fees: <strong id="earned">${euros(earned)}</strong></p>
<ul>${shops.map(({ path, name }) => html`<li><a href="/shops/${path}">${name}</a></li>`)}</ul>`,
  );
}

/** Data that the page of a shop shows. */
export interface ShopFacts {
  readonly shop: Shop;
  readonly account: Stripe.Account;
  readonly balance: Stripe.Balance;
  readonly orders: readonly Order[];
  readonly payouts: readonly Stripe.Payout[];
}

/** The page of a shop: how far its account is, its orders, its money, and what it sells. */
export function shopView({ shop, account, balance, orders, payouts }: ShopFacts): View {
  const sum = (of: readonly { readonly amount: number; readonly currency: string }[]) =>
    of.reduce((total, { amount, currency }) => (currency === 'eur' ? total + amount : total), 0);
  return frame(
    shop.name,
    html`<p><a href="/">Platform</a></p>
<h1>${shop.name}</h1>
<p>Payments are <strong id="charges">${account.charges_enabled ? 'enabled' : 'not enabled'}</strong>,
payouts are <strong id="payouts-enabled">${account.payouts_enabled ? 'enabled' : 'not enabled'}</strong>.</p>
${account.details_submitted ? '' : action(`/shops/${shop.path}/onboarding`, 'Set up payments')}
<h2>${shop.product}, ${euros(shop.price)}</h2>
${action(`/shops/${shop.path}/buy`, 'Buy')}
<h2>Orders</h2>
<table><thead><tr><th scope="col">Payment</th><th scope="col">Status</th><th scope="col">Refund</th></tr></thead>
<tbody id="orders">${orders.map((order) => orderRow(shop, order))}</tbody></table>
<h2>Balance</h2>
<p>Available <strong id="available">${euros(sum(balance.available))}</strong>,
on its way <strong id="pending">${euros(sum(balance.pending))}</strong></p>
<h2>Payouts</h2>
<ul id="payouts">${payouts.map(({ amount, status }) => html`<li>${euros(amount)} ${status}</li>`)}</ul>`,
  );
}

function orderRow(shop: Shop, { payment, status }: Order): View {
  return html`<tr><td>${payment ?? ''}</td><td>${status}</td>
<td>${payment && status === 'paid' ? action(`/shops/${shop.path}/refunds/${payment}`, 'Refund') : ''}</td></tr>`;
}
