import type { Context as HonoContext } from 'hono';
import { type Charge, charges } from '../../../charges/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { html } from '../../html.ts';
import { seeOther } from '../../respond.ts';
import { asAccount } from '../act.ts';
import { optionsOf } from '../options.ts';
import { badge, day, money, objectId, select, table } from '../parts.ts';
import type { SeatEnv } from '../seat.ts';
import { type PaymentFilters, passes, queryOf, readFilters } from './filters.ts';
import { methodName } from './method-name.ts';
import { statusOf, TONES } from './status.ts';

/** The most payments of a page. */
const PAGE_ROWS = 20;
/** Payments that are looked at for one page; the next page goes on from there. */
const LOOKED_AT = 500;

interface Found {
  readonly rows: readonly Charge[];
  /** The position after which older payments follow; null if there are none. */
  readonly below: number | null;
}

async function find({ work }: Context, filters: PaymentFilters, below: number | undefined): Promise<Found> {
  const looked = await work.listEntries(charges, { limit: LOOKED_AT, ...(below !== undefined && { below }) });
  const found = looked.filter(({ object }) => passes(object, filters));
  const shown = found.slice(0, PAGE_ROWS);
  const last = found.length > PAGE_ROWS ? shown.at(-1) : looked.length === LOOKED_AT ? looked.at(-1) : undefined;
  return { rows: shown.map(({ object }) => object), below: last?.position ?? null };
}

/** The payments of the account, newest first, with a form that narrows them. */
export async function showPayments(c: HonoContext<SeatEnv>): Promise<Response> {
  const { seat, texts, component } = c.var;
  const query = new URL(c.req.url).searchParams;
  const defaults = queryOf(optionsOf(c).defaultFilters);
  if (query.has('options') && defaults.size > 0) return seeOther(`${component.path}?${defaults}`);
  const position = /^\d{1,20}$/.exec(query.get('below') ?? '')?.[0];
  const { rows, below } = await asAccount(c, (context) =>
    find(context, readFilters(query), position === undefined ? undefined : Number(position)),
  );
  const { embedded: words, locale } = texts;
  const older = new URLSearchParams(query);
  older.set('below', String(below));
  const columns = [
    { heading: words.amount },
    { heading: words.status },
    { heading: words.method, isExtra: true },
    { heading: words.customer, isExtra: true },
    { heading: words.date },
  ] as const;
  const cells = rows.map((charge) => [
    html`<a href="${component.path}/${charge.id}">${money(charge, locale)}</a>`,
    badge(words.paymentStatus[statusOf(charge)], TONES[statusOf(charge)]),
    methodName(charge),
    html`${charge.billing_details.email ?? charge.receipt_email ?? charge.billing_details.name ?? ''} ${objectId(charge.id)}`,
    day(charge.created, locale),
  ]);
  return seat.draw({
    title: words.payments,
    body: html`${filterForm(c, query)}
    ${rows.length === 0 ? html`<p class="soft">${words.noPayments}</p>` : table(words.payments, columns, cells)}
    ${below !== null && html`<p><a class="button quiet" href="${component.path}?${older.toString()}">${words.older}</a></p>`}`,
  });
}

function filterForm(c: HonoContext<SeatEnv>, query: URLSearchParams) {
  const { embedded: words } = c.var.texts;
  const date = (name: 'from' | 'until') =>
    html`<div><label for="${name}">${words[name]}</label><input type="date" id="${name}" name="${name}" value="${query.get(name)}"></div>`;
  const statuses = [['', words.any], ...Object.entries(words.paymentStatus)] as [string, string][];
  const kept = ['least', 'most', 'method'].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [html`<input type="hidden" name="${name}" value="${value}">`];
  });
  return html`<form class="filters">${select('status', words.status, statuses, query.get('status') ?? '')}
  ${date('from')}${date('until')}${kept}<button class="quiet">${words.filter}</button></form>`;
}
