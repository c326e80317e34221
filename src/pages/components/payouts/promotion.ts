import type { Context as HonoContext } from 'hono';
import { fill } from '../../../shared/texts/fill.ts';
import { html } from '../../html.ts';
import { asAccount } from '../act.ts';
import { writeAmount } from '../amounts.ts';
import { alert, money } from '../parts.ts';
import type { FrameEvent, SeatEnv } from '../seat.ts';
import { payOut } from './actions.ts';
import { waysOf } from './balance-view.ts';
import { loadFunds } from './load.ts';

/** Offers to pay out at once what can be, or shows nothing. */
export async function showPromotion(
  c: HonoContext<SeatEnv>,
  { problem = null, created = [] }: { readonly problem?: string | null; readonly created?: readonly FrameEvent[] } = {},
): Promise<Response> {
  const { seat, texts, component } = c.var;
  const { embedded: words, locale } = texts;
  const funds = await asAccount(c, loadFunds);
  const [offer] = (funds.balance.instant_available ?? []).filter(
    ({ currency, amount }) => amount > 0 && waysOf(funds, currency, component.features).includes('instant'),
  );
  const isShown = offer !== undefined && funds.account.payouts_enabled;
  return seat.draw({
    title: words.instantTitle,
    body: isShown
      ? html`<section class="panel"><h2>${words.instantTitle}</h2>
      <p>${fill(words.instantText, { amount: money(offer, locale) })}</p>${alert(problem)}
      <form method="post" action="${component.path}/pay-out">
        <input type="hidden" name="currency" value="${offer.currency}"><input type="hidden" name="method" value="instant">
        <input type="hidden" name="amount" value="${writeAmount(offer.amount, offer.currency)}">
        <button>${words.payOutNow}</button></form></section>`
      : html``,
    events: [{ name: 'InstantPayoutsPromotionLoaded', detail: { promotionShown: isShown } }, ...created],
    ...(problem !== null && { status: 422 }),
  });
}

export async function payOutPromoted(c: HonoContext<SeatEnv>): Promise<Response> {
  const done = await payOut(c);
  if (done instanceof Response) return done;
  if ('problem' in done) return showPromotion(c, done);
  return showPromotion(c, { created: [{ name: 'InstantPayoutCreated', detail: { payoutId: done.id } }] });
}
