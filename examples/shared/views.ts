import { html } from 'hono/html';

export type View = ReturnType<typeof html>;

/** A page with tables. */
export function frame(title: string, content: View): View {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/shop.css">
  <link rel="stylesheet" href="/tables.css">
</head>
<body><main class="wide">${content}</main></body>
</html>`;
}

/** A button that does one thing. */
export function action(path: string, label: string): View {
  return html`<form method="post" action="${path}"><button type="submit">${label}</button></form>`;
}
