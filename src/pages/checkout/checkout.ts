import { Hono } from 'hono';
import { ICON_PATH } from '../assets/assets.ts';
import { html } from '../html.ts';
import type { PageEnv } from '../page-env.ts';
import { notAllowed, notFound } from '../problems.ts';
import { seeOther } from '../respond.ts';
import { builtEntry } from '../web/files.ts';
import { notBuilt } from '../web/not-built.ts';
import { recoveredUrl } from './recover.ts';
import { returnedUrl } from './return.ts';

/** The checkout page, alone in a window or embedded in a merchant's page, and the addresses that lead back to it. */
export const checkoutPages = new Hono<PageEnv>()
  .get('/c/pay/:session{cs_[A-Za-z0-9_]{1,255}}', () => checkoutPage(false))
  .get('/c/embed/:session{cs_[A-Za-z0-9_]{1,255}}', () => checkoutPage(true))
  .get('/c/return/:session{cs_test_[A-Za-z0-9]{1,80}}', async (c) => {
    const url = await returnedUrl(c.env.engine, c.req.param('session'));
    return url === undefined ? notFound(c.var.texts) : seeOther(url);
  })
  .get('/c/recover/:session{cs_test_[A-Za-z0-9]{1,80}}', async (c) => {
    // Recovering creates a session, so HEAD, which routes like GET, is refused.
    if (c.req.method === 'HEAD') return notAllowed(c.var.texts, ['GET']);
    const url = await recoveredUrl(c.env.engine, c.req.param('session'));
    return url === undefined ? notFound(c.var.texts) : seeOther(url);
  });

/**
 * Only images may come from other hosts: merchants choose their addresses. The page calls this Florin and frames its
 * challenges. Only the embedded page may be framed.
 */
const policy = (embedded: boolean) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    'img-src * data:',
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    // Omitted where any page may frame it: '*' would exclude the custom schemes of apps.
    ...(embedded ? [] : ["frame-ancestors 'none'"]),
  ].join('; ');

/**
 * The document of a checkout page. It is empty: its script loads the session through the API, which answers 404 for
 * an unknown one. So the document is the same for every session and can be cached.
 */
function checkoutPage(embedded: boolean): Response {
  const entry = builtEntry('checkout');
  if (!entry) return notBuilt();
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Checkout</title>
<link rel="icon" type="image/svg+xml" href="${ICON_PATH}">
${entry.styles.map((address) => html`<link rel="stylesheet" href="${address}">`)}
<script type="module" src="${entry.script}"></script>
</head>
<body><div id="root"></div><noscript>Please allow scripts: paying works with them alone.</noscript></body>
</html>
`;
  return new Response(page.toString(), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(embedded),
      'cache-control': 'no-cache',
      ...(!embedded && { 'x-frame-options': 'DENY' }),
    },
  });
}
