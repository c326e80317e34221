import type { Charge } from '../../charges/type.ts';
import { findMethod } from '../../methods/registry.ts';
import { fill } from '../../shared/texts/fill.ts';
import { amountText, dayText, machineTime } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { pageDocument } from '../page-document.ts';
import { receiptState } from './state.ts';

/** Brands whose spelling is not their name with a capital letter. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** A receipt: the amount, the date, the payment method and later refunds. */
export function receiptView(texts: Texts, charge: Charge, merchant: string): Html {
  const words = texts.receipt;
  const state = receiptState(charge);
  const money = (amount: number) => amountText(amount, charge.currency, texts.locale);
  const createdMs = charge.created * 1000;
  const row = (term: string, value: Html | string) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
  return pageDocument({
    language: texts.locale,
    title: fill(words.title, { merchant }),
    layout: 'narrow',
    body: html`<main class="card">
  <div class="payment">
    <p class="amount">${money(state.amount)}</p>
    <p class="merchant">${words[state.status]} <span class="badge">${texts.test}</span></p>
  </div>
  <div class="step">
    <h1>${fill(words.title, { merchant })}</h1>
    <dl class="facts">
      ${state.refunded > 0 && row(words.refundedAmount, money(state.refunded))}
      ${row(words.date, html`<time datetime="${machineTime(createdMs)}">${dayText(createdMs, texts.locale)}</time>`)}
      ${row(words.method, methodText(texts, charge))}
      ${row(words.number, html`<code>${charge.id}</code>`)}
    </dl>
  </div>
</main>
<footer><p>${texts.testNote}</p></footer>`,
  });
}

function methodText(texts: Texts, charge: Charge): string {
  const details = charge.payment_method_details;
  const { brand, last4 } = details?.card ?? {};
  if (brand && last4) {
    const name = BRANDS[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1);
    return fill(texts.receipt.cardEnding, { brand: name, last4 });
  }
  return findMethod(details?.type ?? '')?.label ?? details?.type ?? '';
}
