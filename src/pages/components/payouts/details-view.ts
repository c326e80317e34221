import { type Html, html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';
import { day, facts, money, objectId } from '../parts.ts';
import { payoutBadge } from './list-view.ts';
import type { PayoutDetails } from './load.ts';
import { transactionsTable } from './transactions-table.ts';

/** A payout, and what it paid out. `back` leads to the list; without it the page is closed by its button. */
export function payoutView(texts: Texts, { payout, transactions }: PayoutDetails, back: string | null): Html {
  const { embedded: words, locale } = texts;
  return html`${
    back === null
      ? html`<p class="end"><button type="button" class="quiet" data-event="Close">${words.close}</button></p>`
      : html`<p><a href="${back}">${words.back}</a></p>`
  }
  <div><h1>${money(payout, locale)} ${payoutBadge(texts, payout)}</h1>${objectId(payout.id)}</div>
  ${facts([
    [words.created, day(payout.created, locale)],
    [words.arrival, day(payout.arrival_date, locale)],
    [
      words.kind,
      payout.automatic ? words.automatic : words.speeds[payout.method === 'instant' ? 'instant' : 'standard'],
    ],
    [words.failure, payout.failure_message],
  ])}
  ${
    transactions.length > 0 &&
    html`<section><h2>${words.paidOut}</h2>${transactionsTable(texts, words.paidOut, transactions)}</section>`
  }`;
}
