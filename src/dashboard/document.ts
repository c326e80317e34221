import { ICON_PATH } from '../pages/assets/assets.ts';
import { html } from '../pages/html.ts';
import { builtEntry } from '../pages/web/files.ts';
import { notBuilt } from '../pages/web/not-built.ts';

/**
 * Scripts, styles and calls of this Florin alone. The script makes no markup from text: the browser refuses to
 * (`require-trusted-types-for`).
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * The document of every page of the dashboard: its script shows the page of the address. It holds no data. What the script
 * will ask for is named, so that the browser loads it at the same time.
 */
export function dashboardDocument(language: string, path: string): Response {
  const entry = builtEntry('dashboard');
  if (!entry) return notBuilt();
  const scripts = entry.scriptsOf([`dashboard/words/${language}.ts`, ...sourcesOf(path)]);
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Florin</title>
<link rel="icon" type="image/svg+xml" href="${ICON_PATH}">
${entry.styles.map((address) => html`<link rel="stylesheet" href="${address}">`)}
<script type="module" src="${entry.script}"></script>
${scripts.map((address) => html`<link rel="modulepreload" href="${address}">`)}
</head>
<body><div id="root"></div><noscript>Please allow scripts: the dashboard works with them alone.</noscript></body>
</html>
`;
  return new Response(page.toString(), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-cache',
      vary: 'Accept-Language',
    },
  });
}

/** The places of the code of an address's page: a folder has a list, the page of an object, and a form. */
function sourcesOf(path: string): readonly string[] {
  const below = /^\/dashboard\/acct_\w+(?:\/(.*?))?\/?$/.exec(path)?.[1] ?? '';
  const folder = 'dashboard/pages';
  if (below === '') return [`${folder}/home/home.tsx`];
  const parent = below.replace(/\/[^/]+$/, '');
  return [`${folder}/${below}/list.tsx`, ...(parent === below ? [] : [`${folder}/${parent}/detail.tsx`])];
}
