import { Hono } from 'hono';
import { FRAME_FILE } from '../../shared/frame-address.ts';
import { html } from '../html.ts';
import type { PageEnv } from '../page-env.ts';
import { respondAsset } from '../respond.ts';
import { builtAsset, builtEntry, builtScript } from './files.ts';
import { notBuilt } from './not-built.ts';

/** The files that merchants' pages load: Stripe.js, Connect.js and the elements that sell at all of their addresses, frames and their assets. */
export const webFiles = new Hono<PageEnv>()
  .get('/:script{v3/?}', () => script('stripe'))
  .get('/:train{(?:v3|acacia|basil|clover|dahlia|endive)}/stripe.js', () => script('stripe'))
  .get('/:version{v1\\.0|v0\\.1}/connect.js', () => script('connect'))
  .get('/v3/:embed{(?:pricing-table|buy-button)\\.js}', () => script('sell'))
  .get(`/v3/:frame{${FRAME_FILE}}`, frame)
  .get('/_florin/web/assets/:name{[A-Za-z0-9_-]+\\.(?:js|css)}', (c, next) => asset(c.req.param('name')) ?? next());

/**
 * Any page may frame these: their input only reaches this Florin. Only fonts may come from other hosts: the merchant's
 * page chooses them.
 */
const FRAME_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  'font-src * data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A script or a stylesheet of a frame or of the checkout page. */
function asset(name: string): Response | undefined {
  const file = builtAsset(name);
  if (!file) return undefined;
  const response = respondAsset(file.content, file.type);
  // Frames load their scripts as modules, which browsers request with the frame's origin.
  response.headers.set('access-control-allow-origin', '*');
  return response;
}

function script(name: 'stripe' | 'connect' | 'sell'): Response {
  const content = builtScript(name);
  if (content === undefined) return notBuilt();
  return new Response(content, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      // An update of Florin keeps the address, so browsers revalidate soon.
      'cache-control': 'public, max-age=60',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    },
  });
}

function frame(): Response {
  const entry = builtEntry('elements');
  if (!entry) return notBuilt();
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Secure payment field</title>
${entry.styles.map((address) => html`<link rel="stylesheet" href="${address}">`)}
<script type="module" src="${entry.script}"></script>
</head>
<body><div id="root"></div></body>
</html>
`;
  return new Response(page.toString(), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': FRAME_POLICY,
      'cache-control': 'no-cache',
    },
  });
}
