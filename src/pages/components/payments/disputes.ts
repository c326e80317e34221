import type { Context as HonoContext } from 'hono';
import { type Dispute, disputes } from '../../../charges/disputes/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { idOf } from '../../../kernel/entity.ts';
import { html } from '../../html.ts';
import { asAccount } from '../act.ts';
import { alert, badge, day, money, objectId, table } from '../parts.ts';
import type { SeatEnv } from '../seat.ts';
import { disputeView, isOpen, statusName } from './dispute-view.ts';
import type { Payment } from './load.ts';

/** The most disputes of a page. */
const PAGE_ROWS = 20;

interface Found {
  readonly rows: readonly Dispute[];
  /** The position after which older disputes follow; null if there are none. */
  readonly below: number | null;
}

async function find({ work }: Context, below: number | undefined): Promise<Found> {
  const found = await work.listEntries(disputes, { limit: PAGE_ROWS + 1, ...(below !== undefined && { below }) });
  const rows = found.slice(0, PAGE_ROWS);
  return {
    rows: rows.map(({ object }) => object),
    below: found.length > PAGE_ROWS ? (rows.at(-1)?.position ?? null) : null,
  };
}

/** The disputes of the account, newest first; each leads to its payment. */
export async function showDisputes(c: HonoContext<SeatEnv>): Promise<Response> {
  const { seat, texts, component } = c.var;
  const { embedded: words, locale } = texts;
  const position = /^\d{1,20}$/.exec(c.req.query('below') ?? '')?.[0];
  const { rows, below } = await asAccount(c, (context) =>
    find(context, position === undefined ? undefined : Number(position)),
  );
  const columns = [
    { heading: words.amount },
    { heading: words.status },
    { heading: words.reason, isExtra: true },
    { heading: words.respondBy },
  ] as const;
  const cells = rows.map((dispute) => {
    const due = dispute.evidence_details.due_by;
    return [
      html`<a href="${component.path}/${idOf(dispute.charge)}">${money(dispute, locale)}</a>`,
      badge(statusName(dispute), 'warning'),
      html`${dispute.reason.replaceAll('_', ' ')} ${objectId(dispute.id)}`,
      due !== null && isOpen(dispute) && day(due, locale),
    ];
  });
  return seat.draw({
    title: words.disputes,
    body: html`${rows.length === 0 ? html`<p class="soft">${words.noDisputes}</p>` : table(words.disputes, columns, cells)}
    ${below !== null && html`<p><a class="button quiet" href="${component.path}?below=${below}">${words.older}</a></p>`}`,
  });
}

/** The disputes of one payment. The page around it receives their number. */
export function showDisputesOf(
  c: HonoContext<SeatEnv>,
  { charge, disputes: all }: Payment,
  problem: string | null,
): Response {
  const { seat, texts, component } = c.var;
  const here = `${component.path}/${charge.id}`;
  const isManaged = component.features.dispute_management === true;
  return seat.draw({
    title: texts.embedded.disputes,
    body: html`${alert(problem)}${all.map((dispute) => disputeView(texts, dispute, { here, isManaged }))}`,
    events: [{ name: 'DisputesLoaded', detail: { total: all.length } }],
    ...(problem !== null && { status: 422 }),
  });
}
