import type { Payout } from '../../../payouts/type.ts';
import { type Html, html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';
import { badge, day, money, objectId, type Tone, table } from '../parts.ts';
import type { PayoutPage } from './load.ts';

const TONES: Readonly<Record<string, Tone>> = { paid: 'success', failed: 'danger', canceled: 'neutral' };

export function payoutBadge({ embedded: words }: Texts, { status }: Payout): Html {
  const names: Readonly<Record<string, string>> = words.payoutStatus;
  return badge(names[status] ?? status, TONES[status] ?? 'neutral');
}

/** The payouts of an account; each leads to its details below `path`. */
export function payoutList(texts: Texts, { rows, below }: PayoutPage, path: string): Html {
  const { embedded: words, locale } = texts;
  const columns = [
    { heading: words.amount },
    { heading: words.status },
    { heading: words.kind, isExtra: true },
    { heading: words.arrival },
  ] as const;
  const cells = rows.map((payout) => [
    html`<a href="${path}/${payout.id}">${money(payout, locale)}</a>`,
    payoutBadge(texts, payout),
    html`${payout.automatic ? words.automatic : words.speeds[payout.method === 'instant' ? 'instant' : 'standard']} ${objectId(payout.id)}`,
    day(payout.arrival_date, locale),
  ]);
  return html`<section class="panel"><h2>${words.payouts}</h2>
  ${rows.length === 0 ? html`<p class="soft">${words.noPayouts}</p>` : table(words.payouts, columns, cells)}
  ${below !== null && html`<p><a class="button quiet" href="${path}?below=${below}">${words.older}</a></p>`}</section>`;
}
