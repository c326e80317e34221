import type { Context as HonoContext } from 'hono';
import { html } from '../../html.ts';
import { asAccount } from '../act.ts';
import type { SeatEnv } from '../seat.ts';
import { loadOwned } from './edit.ts';
import { noticeOf, noticeView } from './notices.ts';

/** Shows what an account has to act on, and reports how much that is; shows nothing where there is nothing. */
export async function showBanner(c: HonoContext<SeatEnv>): Promise<Response> {
  const { seat, texts, component } = c.var;
  const { account } = await asAccount(c, loadOwned);
  const notice = noticeOf(account);
  const actionRequired = notice.due > 0 ? 1 : 0;
  return seat.draw({
    title: texts.embedded.notices,
    body: html`${noticeView(texts, notice, component.path)}`,
    events: [{ name: 'NotificationsChange', detail: { total: actionRequired, actionRequired } }],
  });
}
