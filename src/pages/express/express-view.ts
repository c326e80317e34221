import type Stripe from 'stripe';
import { fill } from '../../shared/texts/fill.ts';
import { amountText, dayText, machineTime } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { pageDocument } from '../page-document.ts';
import type { ExpressFacts } from './load-express.ts';

/** The page of a link that opens nothing any more. */
export function expiredView({ onboarding, locale }: Texts): Html {
  const { title, text } = onboarding.expired;
  const body = html`<main class="card"><div class="step"><h1>${title}</h1><p>${text}</p></div></main>`;
  return pageDocument({ language: locale, title, layout: 'narrow', body });
}

/** The dashboard of an account. */
export function expressView(texts: Texts, { account, balance, transactions }: ExpressFacts): Html {
  const { onboarding, locale } = texts;
  const { express: words } = onboarding;
  const name = account.business_profile?.name || account.email || account.id;
  const title = fill(words.title, { account: name });
  const bank = account.external_accounts.data[0];
  const schedule = account.settings?.payouts?.schedule.interval;
  return pageDocument({
    language: locale,
    title,
    layout: 'wide',
    body: html`<header class="masthead"><h1>${title} <span class="badge">${onboarding.test}</span></h1></header>
<main>
  <section><h2>${words.balance}</h2><div class="panel"><dl class="facts">
    <div><dt>${words.available}</dt><dd>${amounts(balance.available, locale)}</dd></div>
    <div><dt>${words.pending}</dt><dd>${amounts(balance.pending, locale)}</dd></div>
  </dl></div></section>
  <section><h2>${words.transactions}</h2><div class="panel">${transactionTable(texts, transactions)}</div></section>
  <section><h2>${words.account}</h2><div class="panel"><dl class="facts">
    <div><dt>${onboarding.fields.email}</dt><dd>${account.email}</dd></div>
    <div><dt>${words.bank}</dt><dd>${bank && `•••• ${bank.last4}`}</dd></div>
    <div><dt>${words.schedule}</dt><dd>${schedule}</dd></div>
  </dl></div></section>
</main>`,
  });
}

function amounts(rows: readonly { readonly amount: number; readonly currency: string }[], locale: string): string {
  return rows.map(({ amount, currency }) => amountText(amount, currency, locale)).join(' · ');
}

function transactionTable({ onboarding, locale }: Texts, rows: readonly Stripe.BalanceTransaction[]): Html {
  const { express: words } = onboarding;
  if (rows.length === 0) return html`<p class="soft">${words.noTransactions}</p>`;
  return html`<table><thead><tr><th>${words.date}</th><th>${words.amount}</th><th>${words.fee}</th><th>${words.net}</th><th>${words.description}</th></tr></thead>
  <tbody>${rows.map(
    ({ created, amount, fee, net, currency, description, type }) => html`<tr>
    <td><time datetime="${machineTime(created * 1000)}">${dayText(created * 1000, locale)}</time></td>
    <td>${amountText(amount, currency, locale)}</td><td>${amountText(fee, currency, locale)}</td>
    <td>${amountText(net, currency, locale)}</td><td>${description ?? type}</td></tr>`,
  )}</tbody></table>`;
}
