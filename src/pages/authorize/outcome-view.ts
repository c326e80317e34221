import { fill } from '../../shared/texts/fill.ts';
import { OVER_PATH } from '../assets/assets.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import { headerOf } from './header.ts';
import type { PendingAction } from './load-action.ts';
import type { Outcome } from './outcome.ts';

/** The result of a payment or a setup, shown when its page is opened again. */
export function outcomeView(
  texts: Texts,
  action: PendingAction,
  result: { outcome: Outcome; back: string | null; over: boolean },
): Html {
  const outcomes = action.intent.object === 'setup_intent' ? texts.setup.outcome : texts.outcome;
  const { title, text } = outcomes[result.outcome];
  const mark = result.outcome === 'approved' ? 'good' : 'plain';
  return paymentDocument(
    texts,
    { ...headerOf(action), title, mark, ...(result.over && { over: { script: OVER_PATH } }) },
    html`
    <p>${text}</p>
    ${
      result.back === null
        ? html`<p class="hint">${texts.close}</p>`
        : html`<p><a class="button" href="${result.back}">${fill(texts.back, { merchant: action.merchant })}</a></p>`
    }`,
  );
}
