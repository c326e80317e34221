import { fill } from '../../shared/texts/fill.ts';
import { OVER_PATH } from '../assets/assets.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import type { Sight } from './load-action.ts';
import type { Outcome } from './outcome.ts';
import { shownOf } from './shown.ts';

/** What came of a payment or a setup, for whoever opens its page again. */
export function outcomeView(
  texts: Texts,
  sight: Sight,
  told: { outcome: Outcome; back: string | null; over: boolean },
): Html {
  const outcomes = sight.intent.object === 'setup_intent' ? texts.setup.outcome : texts.outcome;
  const { title, text } = outcomes[told.outcome];
  const mark = told.outcome === 'approved' ? 'good' : 'plain';
  return paymentDocument(
    texts,
    { ...shownOf(sight), title, mark, ...(told.over && { over: { script: OVER_PATH } }) },
    html`
    <p>${text}</p>
    ${
      told.back === null
        ? html`<p class="hint">${texts.close}</p>`
        : html`<p><a class="button" href="${told.back}">${fill(texts.back, { merchant: sight.merchant })}</a></p>`
    }`,
  );
}
