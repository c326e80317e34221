import type { NextAction, ShownDetail } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import { returnUrl } from '../../payments/actions/return-url.ts';
import { fill } from '../../shared/texts/fill.ts';
import { amountText, dayText, machineTime, timeText } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import type { Sight } from './load-action.ts';
import { shownOf } from './shown.ts';

/**
 * What a payer pays by: a code that their phone reads, a voucher's numbers, a bank account. Test mode has buttons for
 * what they do with it elsewhere; money that is sent to an account is sent with the API.
 */
export function displayView(texts: Texts, sight: Sight, path: string): Html {
  const words = texts.display;
  const module = methodOf(sight.method);
  const details = module.shows?.((sight.intent.next_action ?? { type: '' }) as unknown as NextAction) ?? [];
  const title = fill(texts.wallet.title, { wallet: module.label });
  const back = returnUrl(sight.intent);
  return paymentDocument(
    texts,
    { ...shownOf(sight), title },
    html`
    ${module.flow === 'qr_code' && html`<p>${fill(words.scan, { method: module.label })}</p><img class="code" src="${path}/code.svg" alt="${words.codeAlt}" width="220" height="220">`}
    ${details.length > 0 && html`<p>${words.copy}</p><dl class="facts">${details.map((detail) => row(texts, sight, detail))}</dl>`}
    ${until(texts, sight)}
    ${module.flow === 'bank_transfer' ? html`<p class="hint">${words.fund}</p>` : choices(texts)}
    ${module.delayed && back !== null && html`<p><a href="${back}">${fill(texts.back, { merchant: sight.merchant })}</a></p>`}`,
  );
}

function row(texts: Texts, { intent }: Sight, { what, of, value }: ShownDetail): Html {
  const currency = intent.object === 'payment_intent' ? intent.currency : '';
  const shown = typeof value === 'number' ? amountText(value, currency, texts.locale) : value;
  const name = texts.display.details[what];
  return html`<div><dt>${of === undefined ? name : `${name} (${of})`}</dt><dd>${shown}</dd></div>`;
}

function choices(texts: Texts): Html {
  return html`<p>${texts.wallet.choose}</p>
    <form method="post" class="choices">
      <button name="choice" value="authorize">${texts.wallet.authorize}</button>
      <button name="choice" value="fail" class="quiet">${texts.wallet.fail}</button>
    </form>`;
}

function until({ display, locale }: Texts, { deadlineMs }: Sight): Html | null {
  if (deadlineMs === null) return null;
  const text = fill(display.until, { day: dayText(deadlineMs, locale), time: timeText(deadlineMs, locale) });
  return html`<p class="hint"><time datetime="${machineTime(deadlineMs)}">${text}</time></p>`;
}
