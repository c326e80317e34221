import type { Context } from 'hono';
import { html } from '../html.ts';
import { seeOther } from '../respond.ts';
import { stepDocument } from './portal-document.ts';
import type { PortalEnv } from './portal-env.ts';

/** Address that a customer goes to once something is done: as their flow wants it, else the portal's first page. */
export function complete(c: Context<PortalEnv>): Response {
  const { base, session } = c.var.portal;
  const after = session.flow?.after_completion;
  if (after?.type === 'redirect' && after.redirect) return seeOther(after.redirect.return_url);
  if (after?.type === 'hosted_confirmation') return seeOther(`${base}/done`);
  return seeOther(session.flow ? `${base}/home` : base);
}

/** The confirmation after a flow. */
export function confirmation(c: Context<PortalEnv>): Response {
  const { texts, portal } = c.var;
  const { title, text } = texts.portal.done;
  const message = portal.session.flow?.after_completion.hosted_confirmation?.custom_message ?? text;
  return stepDocument(texts, portal, { title, content: html`<p>${message}</p>` });
}
