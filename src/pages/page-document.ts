import { ICON_PATH, STYLE_PATH } from './assets/assets.ts';
import { type Html, html } from './html.ts';

/** The document around a page's body. It loads nothing from another origin. */
export function pageDocument(page: {
  readonly language: string;
  readonly title: string;
  /** A layout of the stylesheet. */
  readonly layout: 'narrow' | 'wide' | 'narrow over' | 'issuer';
  /** The address of a further stylesheet. */
  readonly style?: string | null;
  /** The address of one of Florin's scripts. */
  readonly script?: string;
  readonly body: Html;
}): Html {
  return html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<link rel="icon" type="image/svg+xml" href="${ICON_PATH}">
<link rel="stylesheet" href="${STYLE_PATH}">
${page.style && html`<link rel="stylesheet" href="${page.style}">`}
${page.script && html`<script src="${page.script}" defer></script>`}
</head>
<body class="${page.layout}">
${page.body}
</body>
</html>
`;
}
