import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import type { Sight } from './look.ts';
import type { Outcome } from './outcome.ts';

/** What came of a payment, for whoever opens its page again. */
export function outcomeView(texts: Texts, sight: Sight, told: { outcome: Outcome; back: string | null }): Html {
  const { title, text } = texts.outcome[told.outcome];
  const mark = told.outcome === 'approved' ? 'good' : 'plain';
  return paymentDocument(
    texts,
    { ...sight.intent, merchant: sight.merchant, title, mark },
    html`
    <p>${text}</p>
    ${
      told.back === null
        ? html`<p class="hint">${texts.close}</p>`
        : html`<p><a class="button" href="${told.back}">${texts.back(sight.merchant)}</a></p>`
    }`,
  );
}
