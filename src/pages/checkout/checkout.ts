import { ICON_PATH } from '../assets/assets.ts';
import { html, render } from '../html.ts';
import { builtEntry } from '../web/files.ts';
import { notBuilt } from '../web/not-built.ts';

/** The checkout page of a session, by its id: alone in a window, or in a merchant's page. */
const PAGE = /^\/c\/(pay|embed)\/cs_[A-Za-z0-9_]{1,255}$/;

/**
 * Pictures alone may come from elsewhere, as merchants name them. The page talks to this Florin, shows its challenges
 * over itself, and only the one that is made for it may stand in other pages.
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
    // Left out where any page may frame it: '*' would refuse apps, whose pages have schemes of their own.
    ...(embedded ? [] : ["frame-ancestors 'none'"]),
  ].join('; ');

/**
 * The document of a checkout page: empty, as its script asks for what is on it. Whether there is such a session is
 * told by the API, so that the document is the same for everybody and may wait in caches.
 */
export function checkoutPage(path: string): Response | undefined {
  const place = PAGE.exec(path)?.[1];
  if (place === undefined) return undefined;
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
  const embedded = place === 'embed';
  return new Response(render(page), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(embedded),
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...(!embedded && { 'x-frame-options': 'DENY' }),
    },
  });
}
