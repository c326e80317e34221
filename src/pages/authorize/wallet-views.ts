import { methodOf } from '../../methods/registry.ts';
import { fill } from '../../shared/texts/fill.ts';
import { machineTime, minutesText, timeText } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import { headerOf } from './header.ts';
import type { PendingAction } from './load-action.ts';
import type { CallingCode } from './phone.ts';

/** Asks for the phone number of the payer's wallet. `wrong` is a typed text that is not a phone number. */
export function phoneView(texts: Texts, action: PendingAction, phone: { code: CallingCode; wrong?: string }): Html {
  const words = texts.wallet;
  const wallet = methodOf(action.method).label;
  const isWrong = phone.wrong !== undefined;
  const option = (code: CallingCode, country: string) =>
    html`<option value="${code}"${code === phone.code && html` selected`}>${country} +${code}</option>`;
  return inWallet(
    texts,
    action,
    html`
    <p>${fill(words.ask, { wallet })}</p>
    <form method="post" class="fields">
      <div class="phone">
        <div>
          <label for="country">${words.country}</label>
          <select id="country" name="country" autocomplete="tel-country-code">
            ${option('45', words.denmark)}
            ${option('358', words.finland)}
          </select>
        </div>
        <div>
          <label for="phone">${words.number}</label>
          <input id="phone" name="phone" type="tel" autocomplete="tel-national" required maxlength="40"
            value="${phone.wrong}" aria-describedby="${isWrong && 'phone-wrong '}phone-hint"${
              isWrong && html` aria-invalid="true" autofocus`
            }>
        </div>
      </div>
      ${isWrong && html`<p id="phone-wrong" class="wrong" role="alert">${words.numberWrong}</p>`}
      <p id="phone-hint" class="hint">${words.numberHint}</p>
      <button>${words.proceed}</button>
    </form>`,
  );
}

/** Stands for the wallet's app: the payer approves or declines. */
export function approveView(texts: Texts, action: PendingAction, at: { path: string; digits: string }): Html {
  const words = texts.wallet;
  return inWallet(
    texts,
    action,
    html`
    <p>${fill(words.asked, { wallet: methodOf(action.method).label, lastDigits: at.digits })} ${words.choose}</p>
    <form method="post" action="${at.path}" class="choices">
      <button name="choice" value="authorize">${words.authorize}</button>
      <button name="choice" value="fail" class="quiet">${words.fail}</button>
    </form>
    <p class="aside"><a href="${at.path}">${words.otherNumber}</a></p>`,
  );
}

/** Stands for the page of a wallet, a bank or a lender: the payer approves or declines. */
export function approvePageView(texts: Texts, action: PendingAction): Html {
  const words = texts.wallet;
  const isSetup = action.intent.object === 'setup_intent';
  return inWallet(
    texts,
    action,
    html`
    <p>${fill(words.page, { wallet: methodOf(action.method).label })} ${words.choose}</p>
    <form method="post" class="choices">
      <button name="choice" value="authorize">${isSetup ? words.authorizeSetup : words.authorize}</button>
      <button name="choice" value="fail" class="quiet">${isSetup ? words.failSetup : words.fail}</button>
    </form>`,
  );
}

function inWallet(texts: Texts, action: PendingAction, content: Html): Html {
  const { setup, title: pay } = texts.wallet;
  const wallet = methodOf(action.method).label;
  const title = fill(action.intent.object === 'setup_intent' ? setup : pay, { wallet });
  const testPage = html`<p class="hint">${fill(texts.wallet.testPage, { wallet })}</p>`;
  return paymentDocument(texts, { ...headerOf(action), title }, html`${content}${testPage}${deadline(texts, action)}`);
}

function deadline(texts: Texts, { nowMs, deadlineMs }: PendingAction): Html | null {
  if (deadlineMs === null) return null;
  const { locale } = texts;
  const text = fill(texts.wallet.deadline, {
    time: timeText(deadlineMs, locale),
    left: minutesText(deadlineMs - nowMs, locale),
  });
  return html`<p class="hint"><time datetime="${machineTime(deadlineMs)}">${text}</time></p>`;
}
