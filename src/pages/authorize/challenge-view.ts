import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import { headerOf } from './header.ts';
import type { PendingAction } from './load-action.ts';

/** The page on which a card's issuer asks its holder to authenticate. */
export function challengeView(texts: Texts, action: PendingAction, { over }: { over: boolean }): Html {
  const { complete, fail } = texts.challenge;
  const { title, ask } = action.intent.object === 'setup_intent' ? texts.setup : texts.challenge;
  return paymentDocument(
    texts,
    { ...headerOf(action), title, ...(over && { over: { close: dismiss(texts) } }) },
    html`
    <p>${ask}</p>
    <form method="post" class="choices">
      <button name="choice" value="authorize">${complete}</button>
      <button name="choice" value="fail" class="quiet">${fail}</button>
    </form>`,
  );
}

/** Closes an overlay; the challenge counts as failed. */
function dismiss(texts: Texts): Html {
  return html`<form method="post" class="dismiss">
    <button name="choice" value="fail" aria-label="${texts.challenge.dismiss}">×</button>
  </form>`;
}
