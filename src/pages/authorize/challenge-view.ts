import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import type { Sight } from './look.ts';

/** Where a card's bank asks its holder to authenticate. */
export function challengeView(texts: Texts, sight: Sight): Html {
  const { title, ask, complete, fail } = texts.challenge;
  return paymentDocument(
    texts,
    { ...sight.intent, merchant: sight.merchant, title },
    html`
    <p>${ask}</p>
    <form method="post" class="choices">
      <button name="choice" value="authorize">${complete}</button>
      <button name="choice" value="fail" class="quiet">${fail}</button>
    </form>`,
  );
}
