import { linesOf } from '../../billing/drafts/lines.ts';
import { findMethod } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { fill } from '../../shared/texts/fill.ts';
import { amountText, dayText } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { pageDocument } from '../page-document.ts';
import { fieldsOfType } from './fields.ts';
import type { InvoiceFacts } from './load-invoice.ts';
import { customerLines } from './print.ts';
import { headlineOf, statusText, sumsOf, titleOf } from './sums.ts';

/** The page of an invoice: what it bills, its PDFs, and the ways to pay it. `problem` is why the last attempt failed. */
export function invoiceView(texts: Texts, facts: InvoiceFacts, address: string, problem: string | null): Html {
  const { invoice, merchant } = facts;
  const words = texts.invoice;
  const day = (seconds: number) => dayText(seconds * 1000, texts.locale);
  const money = (amount: number) => amountText(amount, invoice.currency, texts.locale);
  const row = (term: string, value: Html | string) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
  return pageDocument({
    language: texts.locale,
    title: `${titleOf(texts, invoice)} · ${merchant}`,
    layout: 'narrow',
    body: html`<main class="card">
  <div class="payment">
    <p class="amount">${headlineOf(texts, facts, day)}</p>
    <p class="merchant">${merchant} <span class="badge">${texts.test}</span></p>
  </div>
  <div class="step">
    <h1>${titleOf(texts, invoice)}</h1>
    ${problem !== null && html`<p role="alert">${fill(words.declined, { reason: problem })}</p>`}
    ${facts.intent?.status === 'processing' && html`<p role="status">${words.processing}</p>`}
    <dl class="facts">
      ${row(words.billTo, customerLines(texts, invoice).join(', '))}
      ${row(words.issued, day(invoice.effective_at ?? invoice.created))}
      ${linesOf(invoice).map((line) => row(line.description ?? '', money(line.amount)))}
      ${sumsOf(texts, facts).map(([name, amount]) => row(name, amount))}
    </dl>
    <p><a href="${address}/pdf">${words.download}</a></p>
    ${invoice.status === 'paid' && html`<p><a href="${address}/receipt">${words.downloadReceipt}</a></p>`}
    ${isPayable(facts) ? waysToPay(texts, facts, address) : html`<p>${statusText(texts, invoice.status)}</p>`}
  </div>
</main>
<footer><p>${texts.testNote}</p></footer>`,
  });
}

/** True if the invoice can be paid on its page now. */
export function isPayable({ invoice, intent }: InvoiceFacts): boolean {
  return invoice.amount_remaining > 0 && intent !== undefined && PAYABLE.has(intent.status);
}

const PAYABLE = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action']);

/** One form a way to pay: each saved method, and each type with the fields that it needs. */
function waysToPay(texts: Texts, { saved, intent, invoice }: InvoiceFacts, address: string): Html {
  const words = texts.invoice;
  const amount = amountText(invoice.amount_remaining, invoice.currency, texts.locale);
  const form = (fields: Html | readonly Html[], label: string) =>
    html`<form method="post" action="${address}/pay">${fields}<button type="submit">${label}</button></form>`;
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
  return html`${saved.length > 0 && html`<h2>${words.saved}</h2>`}
    ${saved.map((method) => form(hidden('method', method.id), `${nameOf(method)} – ${fill(words.pay, { amount })}`))}
    ${(intent?.payment_method_types ?? []).map((type) =>
      form(
        [hidden('type', type), ...fieldsOf(texts, type)],
        fill(words.payWith, { method: findMethod(type)?.label ?? type }),
      ),
    )}`;
}

/** The fields of a type's form. */
function fieldsOf(texts: Texts, type: string): Html[] {
  return fieldsOfType(type).map(({ name, label, required, options }) => {
    const shown = type === 'card' ? (cardLabels(texts)[name] ?? label) : label;
    if (!options) return html`<label>${shown}<input name="${name}" ${required && 'required'}></label>`;
    return html`<label>${shown}<select name="${name}">${Object.entries(options).map(
      ([value, text]) => html`<option value="${value}">${text ?? value}</option>`,
    )}</select></label>`;
  });
}

function cardLabels({ invoice: words }: Texts): Readonly<Record<string, string>> {
  return { number: words.cardNumber, expiry: words.expiry, cvc: words.securityCode };
}

function nameOf(method: PaymentMethod): string {
  const label = findMethod(method.type)?.label ?? method.type;
  const { last4 } = method.card ?? {};
  return last4 ? `${label} •••• ${last4}` : label;
}
