import { fill } from '../shared/texts/fill.ts';
import { amountText } from './format.ts';
import { type Html, html } from './html.ts';
import type { Texts } from './languages/texts.ts';
import { pageDocument } from './page-document.ts';

/** The public facts of a payment or setup; its page shows nothing else. */
export interface PaymentHeader {
  /** Null for a setup. */
  readonly price: { readonly amount: number; readonly currency: string } | null;
  readonly merchant: string;
  readonly title: string;
  /** The result, once there is one. */
  readonly mark?: 'good' | 'plain';
  /** In an overlay of the merchant's page: a form that closes it, and the script that reports the result to that page. */
  readonly over?: { readonly close?: Html; readonly script?: string };
}

const TICK = html`<svg class="mark good" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="24"/><path d="m14 25 7 7 14-15"/></svg>`;
const DASH = html`<svg class="mark" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="24"/><path d="M15 24h18"/></svg>`;

/** A page about one payment or setup: price and merchant on top, then the content. */
export function paymentDocument(texts: Texts, payment: PaymentHeader, content: Html): Html {
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
