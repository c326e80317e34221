import type { Context as HonoContext } from 'hono';
import { html } from '../../html.ts';
import { seeOther } from '../../respond.ts';
import { optionsOf } from '../options.ts';
import type { SeatEnv } from '../seat.ts';

/** Opens the form in which what is due is provided. It leads back to `exit`, below the component. */
export async function openForm(c: HonoContext<SeatEnv>, exit: string): Promise<Response> {
  const { seat, texts, component } = c.var;
  const path = await seat.onboard({
    component: component.name,
    exit: `${component.path}${exit}`,
    options: optionsOf(c),
  });
  if (path !== undefined) return seeOther(path);
  const message = `The account ${seat.account} was rejected, so it has nothing to provide.`;
  return seat.draw({
    title: texts.embedded.unavailable,
    body: html`<p>${texts.embedded.unavailable}</p>`,
    events: [{ name: 'LoadError', detail: { error: { type: 'invalid_request_error', message } } }],
    status: 403,
  });
}

/** The form was finished or left: the page around it goes on. */
export function leaveForm(c: HonoContext<SeatEnv>): Response {
  const { seat, texts, component } = c.var;
  return seat.draw({
    title: texts.embedded.saved,
    body: html`<section class="panel"><h2>${texts.embedded.saved}</h2><p>${texts.embedded.savedText}</p>
    <p><a class="button quiet" href="${component.path}">${texts.embedded.reviewDetails}</a></p></section>`,
    events: [{ name: 'Exit' }],
  });
}
