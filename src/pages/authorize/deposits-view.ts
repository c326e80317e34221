import { methodOf } from '../../methods/registry.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import { headerOf } from './header.ts';
import type { PendingAction } from './load-action.ts';

/** Asks for the small deposits on a bank account; `wrong` is true after a failed attempt. */
export function depositsView(texts: Texts, action: PendingAction, { wrong }: { wrong: boolean }): Html {
  const words = texts.deposits;
  const byCode = methodOf(action.method).deposits === 'descriptor_code';
  const invalid = wrong && html` aria-invalid="true" aria-describedby="deposits-wrong"`;
  return paymentDocument(
    texts,
    { ...headerOf(action), title: words.title },
    html`
    <p>${byCode ? words.askCode : words.askAmounts}</p>
    <form method="post" class="fields">
      ${
        byCode
          ? html`<div><label for="code">${words.code}</label>
            <input id="code" name="code" required maxlength="12" autocomplete="off"${invalid}></div>`
          : [words.first, words.second].map(
              (label, index) => html`<div><label for="amount-${index}">${label}</label>
            <input id="amount-${index}" name="amount" required inputmode="numeric" pattern="[0-9]{1,3}" autocomplete="off"${invalid}></div>`,
            )
      }
      ${wrong && html`<p id="deposits-wrong" class="wrong" role="alert">${words.wrong}</p>`}
      <p class="hint">${byCode ? words.hintCode : words.hintAmounts}</p>
      <button>${words.verify}</button>
    </form>`,
  );
}
