import type { ShownDetail } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import { returnUrl } from '../../payments/actions/return-url.ts';
import { fill } from '../../shared/texts/fill.ts';
import { OVER_PATH } from '../assets/assets.ts';
import { amountText, dayText, machineTime, timeText } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import { headerOf } from './header.ts';
import type { PendingAction } from './load-action.ts';

/**
 * Shows the details to pay with: a code to scan, a voucher's numbers, a bank account. In test mode buttons stand for
 * the payer's action elsewhere; bank transfers are funded through the API.
 */
export function displayView(texts: Texts, action: PendingAction, at: { path: string; over: boolean }): Html {
  const words = texts.display;
  const module = methodOf(action.method);
  const details = module.shows?.({ type: '', ...action.intent.next_action }) ?? [];
  const title = fill(texts.wallet.title, { wallet: module.label });
  const back = returnUrl(action.intent);
  return paymentDocument(
    texts,
    { ...headerOf(action), title, ...(at.over && { over: { close: cross(texts) } }) },
    html`
    ${module.flow === 'qr_code' && html`<p>${fill(words.scan, { method: module.label })}</p><img class="code" src="${at.path}/code.svg" alt="${words.codeAlt}" width="220" height="220">`}
    ${details.length > 0 && html`<p>${words.copy}</p><dl class="facts">${details.map((detail) => row(texts, action, detail))}</dl>`}
    ${until(texts, action)}
    ${module.flow === 'bank_transfer' ? html`<p class="hint">${words.fund}</p>` : choices(texts, module.label)}
    ${at.over ? html`<p><a class="button quiet" href="${CLOSED}">${words.close}</a></p>` : module.delayed && back !== null && html`<p><a href="${back}">${fill(texts.back, { merchant: action.merchant })}</a></p>`}`,
  );
}

/** The address of the closed window, relative to the window's own. */
const CLOSED = '?window=closed';

function cross({ display }: Texts): Html {
  return html`<a class="dismiss" href="${CLOSED}" aria-label="${display.close}">×</a>`;
}

/** Replaces the content of a window that the payer has closed; the payment still waits. */
export function closedView(texts: Texts, action: PendingAction): Html {
  const title = texts.display.close;
  return paymentDocument(
    texts,
    { ...headerOf(action), title, over: { script: OVER_PATH } },
    html`<p>${texts.close}</p>`,
  );
}

function row(texts: Texts, { intent }: PendingAction, { what, of, value }: ShownDetail): Html {
  const currency = intent.object === 'payment_intent' ? intent.currency : '';
  const shown = typeof value === 'number' ? amountText(value, currency, texts.locale) : value;
  const name = texts.display.details[what];
  return html`<div><dt>${of === undefined ? name : `${name} (${of})`}</dt><dd>${shown}</dd></div>`;
}

function choices(texts: Texts, label: string): Html {
  const name = fill(texts.wallet.testPage, { wallet: label });
  return html`<p>${name}. ${texts.wallet.choose}</p>
    <form method="post" class="choices">
      <button name="choice" value="authorize">${texts.wallet.authorize}</button>
      <button name="choice" value="fail" class="quiet">${texts.wallet.fail}</button>
    </form>`;
}

function until({ display, locale }: Texts, { deadlineMs }: PendingAction): Html | null {
  if (deadlineMs === null) return null;
  const text = fill(display.until, { day: dayText(deadlineMs, locale), time: timeText(deadlineMs, locale) });
  return html`<p class="hint"><time datetime="${machineTime(deadlineMs)}">${text}</time></p>`;
}
