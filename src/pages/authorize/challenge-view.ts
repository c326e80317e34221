import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { pageDocument } from '../page-document.ts';
import { paymentDocument } from '../payment-document.ts';
import { AUTHORIZE_ID, FAIL_ID, ISSUER_COMPLETE, ISSUER_FAIL, ISSUER_FRAME, ISSUER_ID } from './handles.ts';
import { headerOf } from './header.ts';
import type { PendingAction } from './load-action.ts';

/** The page on which a card's issuer asks its holder to authenticate. */
export function challengeView(
  texts: Texts,
  action: PendingAction,
  { over, search = '' }: { over: boolean; search?: string },
): Html {
  const { complete, fail } = texts.challenge;
  const { title, ask } = action.intent.object === 'setup_intent' ? texts.setup : texts.challenge;
  return paymentDocument(
    texts,
    { ...headerOf(action), title, ...(over && { over: { close: dismiss(texts) } }) },
    html`
    <p>${ask}</p>
    <form method="post" class="choices">
      <button id="${AUTHORIZE_ID}" name="choice" value="authorize">${complete}</button>
      <button id="${FAIL_ID}" name="choice" value="fail" class="quiet">${fail}</button>
    </form>
    ${over && html`<iframe class="issuer" id="${ISSUER_ID}" name="${ISSUER_FRAME}" title="${texts.challenge.issuer}" src="${search}&issuer=true"></iframe>`}`,
  );
}

/**
 * The issuer's page in the frame of a challenge. Its buttons are those above it, for people's tests that look for them
 * in a frame inside the frame.
 */
export function issuerView(texts: Texts, path: string): Html {
  return pageDocument({
    language: texts.locale,
    title: texts.challenge.issuerTitle,
    layout: 'issuer',
    body: html`<main aria-label="${texts.challenge.issuerTitle}">
    <p>${texts.challenge.issuerTitle}</p>
    <form method="post" target="_parent" action="${path}">
      <button id="${AUTHORIZE_ID}" name="choice" value="authorize">${ISSUER_COMPLETE}</button>
      <button id="${FAIL_ID}" name="choice" value="fail" class="quiet">${ISSUER_FAIL}</button>
    </form>
  </main>`,
  });
}

/** Closes an overlay; the challenge counts as failed. */
function dismiss(texts: Texts): Html {
  return html`<form method="post" class="dismiss">
    <button name="choice" value="fail" aria-label="${texts.challenge.dismiss}">×</button>
  </form>`;
}
