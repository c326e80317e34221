import { Hono } from 'hono';
import { readLinkCode } from '../../checkout/payment-links/address.ts';
import { openLink } from '../../checkout/payment-links/open.ts';
import { html } from '../html.ts';
import type { PageEnv } from '../page-env.ts';
import { paymentDocument } from '../payment-document.ts';
import { notAllowed, notFound } from '../problems.ts';
import { respond, seeOther } from '../respond.ts';

/** The addresses of payment links. Each visit opens a Checkout Session of its own. */
export const paymentLinkPages = new Hono<PageEnv>().get('/b/:code{test_[A-Za-z0-9]{1,64}}', async (c) => {
  const { texts } = c.var;
  // A visit creates a session, so HEAD, which routes like GET, is refused.
  if (c.req.method === 'HEAD') return notAllowed(texts, ['GET']);
  const code = readLinkCode(c.req.param('code'));
  if (!code) return notFound(texts);
  const { engine } = c.env;
  const visit = await engine.asAccount(code.account, `visit of ${code.link}`, (context) =>
    openLink(context, code.link, c.req.query()),
  );
  if (!visit) return notFound(texts);
  if ('session' in visit) return visit.session.url === null ? notFound(texts) : seeOther(visit.session.url);
  const { title, text } = texts.inactiveLink;
  const { merchant, message } = visit.inactive;
  return respond(paymentDocument(texts, { merchant, price: null, title }, html`<p>${message ?? text}</p>`));
});
