import type { Context, MiddlewareHandler } from 'hono';
import { readSessionCode } from '../../billing/portal/sessions/type.ts';
import { type PortalVisit, visitPortal } from '../../billing/portal/sessions/visit.ts';
import type { Context as Decision } from '../../kernel/context.ts';
import { html } from '../html.ts';
import { chooseTexts } from '../languages/choose.ts';
import { pageDocument } from '../page-document.ts';
import { notFound } from '../problems.ts';
import { respond } from '../respond.ts';
import type { PortalEnv } from './portal-env.ts';

/** Loads the session of an address; 404 for an address of none, 410 for one whose time is over. */
export const loadPortal: MiddlewareHandler<PortalEnv> = async (c, next) => {
  const code = c.req.param('code') ?? '';
  const account = readSessionCode(code)?.account;
  const found =
    account === undefined
      ? undefined
      : await c.env.engine.asAccount(
          account,
          `page:portal:${code.slice(0, code.indexOf('_', 4))}`,
          async (context) => ({
            visit: await visitPortal(context, code),
            merchant: context.account.displayName,
          }),
        );
  if (account === undefined || !found?.visit) return notFound(c.var.texts);
  const { visit, merchant } = found;
  if (visit === 'expired') return expired(c);
  const [preferred] = visit.customer.preferred_locales ?? [];
  const locale = visit.session.locale && visit.session.locale !== 'auto' ? visit.session.locale : preferred;
  if (locale) c.set('texts', chooseTexts(locale));
  c.set('portal', { ...visit, account, merchant, base: `/p/session/${code}` });
  return next();
};

function expired(c: Context<PortalEnv>): Response {
  const { title, text } = c.var.texts.portal.expired;
  const body = html`<main class="card"><div class="step"><h1>${title}</h1><p>${text}</p></div></main>`;
  return respond(pageDocument({ language: c.var.texts.locale, title, layout: 'narrow', body }), 410);
}

/** Runs a decision of the portal's customer. Undefined if the session is over meanwhile. */
export function decide<T>(
  c: Context<PortalEnv>,
  decision: (context: Decision, visit: PortalVisit) => Promise<T>,
): Promise<T | undefined> {
  const { session, account } = c.var.portal;
  const code = c.req.param('code') ?? '';
  return c.env.engine.asAccount(account, `page:portal:${session.id}`, async (context) => {
    const visit = await visitPortal(context, code);
    return visit === undefined || visit === 'expired' ? undefined : decision(context, visit);
  });
}
