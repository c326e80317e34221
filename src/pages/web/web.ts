import { html, render } from '../html.ts';
import { respondAsset } from '../respond.ts';
import { builtAsset, builtEntry, stripeJs } from './files.ts';
import { notBuilt } from './not-built.ts';

/** The script of every release train: `/v3/` and `/<train>/stripe.js`. */
const SCRIPT = /^\/(?:v3\/?|(?:v3|acacia|basil|clover|dahlia|endive)\/stripe\.js)$/;
/** The page of a frame, by the element it is for. */
const FRAME =
  /^\/elements\/(?:card|cardNumber|cardExpiry|cardCvc|payment|address|linkAuthentication|expressCheckout|taxId)$/;

/**
 * Any page may hold a frame: what is in it reaches nobody but this Florin. Fonts alone may come from elsewhere, as the
 * merchant's page brings them.
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

/** Answers what merchants' pages load of Florin: its script, its frames and their files. */
export function webFile(path: string): Response | undefined {
  if (SCRIPT.test(path)) return script();
  if (FRAME.test(path)) return frame();
  const asset = builtAsset(path);
  if (!asset) return undefined;
  const response = respondAsset(asset.content, asset.type);
  // Scripts of frames are modules, which browsers ask for with the frame's origin.
  response.headers.set('access-control-allow-origin', '*');
  return response;
}

function script(): Response {
  const content = stripeJs();
  if (content === undefined) return notBuilt();
  return new Response(content, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      // The address stays when Florin is updated, so pages ask again soon.
      'cache-control': 'public, max-age=60',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
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
  return new Response(render(page), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': FRAME_POLICY,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
}
