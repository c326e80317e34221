import { EMBED_SCRIPT_PATH, EMBED_STYLE_PATH, ICON_PATH, STYLE_PATH } from './assets/assets.ts';
import type { FrameEvent } from './components/seat.ts';
import { type Html, html } from './html.ts';
import { respond } from './respond.ts';

/** A page in a component's frame: its content, and what its script reports to the page around it. */
export function respondEmbedded(page: {
  readonly language: string;
  readonly title: string;
  readonly body: Html;
  readonly events?: readonly FrameEvent[];
  readonly status?: number;
}): Response {
  const { language, title, body, events = [], status = 200 } = page;
  const document = html`<!doctype html>
<html lang="${language}" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="${ICON_PATH}">
<link rel="stylesheet" href="${STYLE_PATH}">
<link rel="stylesheet" href="${EMBED_STYLE_PATH}">
<script src="${EMBED_SCRIPT_PATH}" defer></script>
</head>
<body class="embed">
<main aria-label="${title}">${body}</main>
${events.map(({ name, detail = {} }) => html`<template data-event="${name}" data-detail="${JSON.stringify(detail)}"></template>`)}
</body>
</html>
`;
  return respond(document, status, { framed: true, script: true, fonts: true });
}
