import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import type { Sight } from './load-action.ts';
import { shownOf } from './shown.ts';

/** Where a card's bank asks its holder to authenticate. */
export function challengeView(texts: Texts, sight: Sight, { over }: { over: boolean }): Html {
  const { complete, fail } = texts.challenge;
  const { title, ask } = sight.intent.object === 'setup_intent' ? texts.setup : texts.challenge;
  return paymentDocument(
    texts,
    { ...shownOf(sight), title, ...(over && { over: { close: dismiss(texts) } }) },
    html`
    <p>${ask}</p>
    <form method="post" class="choices">
      <button name="choice" value="authorize">${complete}</button>
      <button name="choice" value="fail" class="quiet">${fail}</button>
    </form>`,
  );
}

/** The way out of a challenge over the merchant's page: it counts as failed. */
function dismiss(texts: Texts): Html {
  return html`<form method="post" class="dismiss">
    <button name="choice" value="fail" aria-label="${texts.challenge.dismiss}">×</button>
  </form>`;
}
