import { fill } from '../shared/texts/fill.ts';
import { amountText } from './format.ts';
import { type Html, html } from './html.ts';
import type { Texts } from './languages/texts.ts';
import { pageDocument } from './page-document.ts';

/** What a payer sees of a payment, or of setting up a payment method for later, and nothing else of it. */
export interface ShownPayment {
  /** Null where nothing is paid now. */
  readonly price: { readonly amount: number; readonly currency: string } | null;
  readonly merchant: string;
  readonly title: string;
  /** How it went, when it is over. */
  readonly mark?: 'good' | 'plain';
  /** Shown over the merchant's page rather than as a page of its own: what closes it, and what tells that it is over. */
  readonly over?: { readonly close?: Html; readonly script?: string };
}

const TICK = html`<svg class="mark good" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="24"/><path d="m14 25 7 7 14-15"/></svg>`;
const DASH = html`<svg class="mark" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="24"/><path d="M15 24h18"/></svg>`;

/** A page about one payment or setup: how much to whom, and below it what there is to do or to know. */
export function paymentDocument(texts: Texts, payment: ShownPayment, content: Html): Html {
  const { merchant, price, title, mark, over } = payment;
  return pageDocument({
    language: texts.locale,
    title: `${title} · ${merchant}`,
    layout: over ? 'narrow over' : 'narrow',
    ...(over?.script && { script: over.script }),
    body: html`<main class="card" aria-label="${title}">
  ${over?.close}
  <div class="payment">
    ${price && html`<p class="amount">${amountText(price.amount, price.currency, texts.locale)}</p>`}
    <p class="merchant">${fill(price ? texts.amountTo : texts.setup.withMerchant, { merchant })} <span class="badge">${texts.test}</span></p>
  </div>
  <div class="step">
    ${mark && (mark === 'good' ? TICK : DASH)}
    <h1>${title}</h1>
    ${content}
  </div>
</main>
<footer><p>${texts.testNote}</p></footer>`,
  });
}
