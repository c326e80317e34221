import type { Context as HonoContext } from 'hono';
import { html } from '../../html.ts';
import { seeOther } from '../../respond.ts';
import { bankView } from '../account/bank-view.ts';
import { asAccount } from '../act.ts';
import { optionsOf } from '../options.ts';
import type { SeatEnv } from '../seat.ts';
import { balanceView } from './balance-view.ts';
import { payoutView } from './details-view.ts';
import { payoutList } from './list-view.ts';
import { loadFunds, loadPayout, loadPayouts } from './load.ts';

/** Shows the balance, and in the payouts component also the payouts and where they go. */
export async function showBalance(c: HonoContext<SeatEnv>, problem: string | null = null): Promise<Response> {
  const { seat, texts, component } = c.var;
  const isWhole = component.name === 'payouts';
  const { funds, page } = await asAccount(c, async (context) => ({
    funds: await loadFunds(context),
    page: isWhole ? await loadPayouts(context, belowIn(c)) : null,
  }));
  return seat.draw({
    title: isWhole ? texts.embedded.payouts : texts.embedded.balance,
    body: html`${balanceView(texts, funds, { component, problem })}
    ${page && payoutList(texts, page, component.path)}
    ${component.features.external_account_collection && bankView(texts, funds.account, component.path)}`,
    ...(problem !== null && { status: 422 }),
  });
}

export async function showPayoutList(c: HonoContext<SeatEnv>): Promise<Response> {
  const { seat, texts, component } = c.var;
  const page = await asAccount(c, (context) => loadPayouts(context, belowIn(c)));
  return seat.draw({ title: texts.embedded.payoutHistory, body: payoutList(texts, page, component.path) });
}

/** Leads the details of a payout to the one that the page set. */
export function openPayout(c: HonoContext<SeatEnv>): Promise<Response> | Response {
  const { payout } = optionsOf(c);
  const isId = typeof payout === 'string' && /^po_\w{1,64}$/.test(payout);
  return isId ? seeOther(`${c.var.component.path}/${payout}`) : missing(c);
}

export async function showPayout(c: HonoContext<SeatEnv>): Promise<Response> {
  const { seat, texts, component } = c.var;
  const found = await asAccount(c, (context) => loadPayout(context, c.req.param('payout') ?? ''));
  if (!found) return missing(c);
  const back = component.name === 'payout_details' ? null : component.path;
  return seat.draw({ title: texts.embedded.payout, body: payoutView(texts, found, back) });
}

function missing(c: HonoContext<SeatEnv>): Response {
  const { texts, seat } = c.var;
  const message = `The account ${seat.account} has no such payout. Set the id of one of its payouts.`;
  return seat.draw({
    title: texts.problem.notFound.title,
    body: html`<p>${texts.problem.notFound.text}</p>`,
    events: [{ name: 'LoadError', detail: { error: { type: 'invalid_request_error', message } } }],
    status: 404,
  });
}

function belowIn(c: HonoContext<SeatEnv>): number | undefined {
  const text = c.req.query('below') ?? '';
  return /^\d{1,20}$/.test(text) ? Number(text) : undefined;
}
