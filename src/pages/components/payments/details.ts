import type { Context as HonoContext } from 'hono';
import { html } from '../../html.ts';
import { seeOther } from '../../respond.ts';
import { asAccount } from '../act.ts';
import { optionsOf } from '../options.ts';
import type { SeatEnv } from '../seat.ts';
import { detailsView } from './details-view.ts';
import { showDisputesOf } from './disputes.ts';
import { loadPayment } from './load.ts';

/** Leads the details of a payment to the one that the page set. */
export function openPayment(c: HonoContext<SeatEnv>): Response {
  const { payment } = optionsOf(c);
  return typeof payment === 'string' && /^\w{1,64}$/.test(payment)
    ? seeOther(`${c.var.component.path}/${payment}`)
    : missing(c);
}

/** Shows a payment; `problem` is why something was not done. */
export async function showPayment(c: HonoContext<SeatEnv>, problem: string | null = null): Promise<Response> {
  const id = c.req.param('payment') ?? '';
  const payment = await asAccount(c, (context) => loadPayment(context, id));
  if (!payment) return missing(c);
  const { texts, component, seat } = c.var;
  if (component.name === 'payment_disputes') return showDisputesOf(c, payment, problem);
  return seat.draw({
    title: texts.embedded.payment,
    body: detailsView(texts, payment, { component, problem }),
    ...(problem !== null && { status: 422 }),
  });
}

/** There is no such payment of this account. In the component of one payment that is an error of the page around it. */
function missing(c: HonoContext<SeatEnv>): Response {
  const { texts, seat } = c.var;
  const message = `The account ${seat.account} has no such payment. Set the id of one of its payments.`;
  return seat.draw({
    title: texts.problem.notFound.title,
    body: html`<p>${texts.problem.notFound.text}</p>`,
    events: [{ name: 'LoadError', detail: { error: { type: 'invalid_request_error', message } } }],
    status: 404,
  });
}
