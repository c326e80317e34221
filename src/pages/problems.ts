import { html } from './html.ts';
import type { Texts } from './languages/texts.ts';
import { pageDocument } from './page-document.ts';
import { type Allowances, respond } from './respond.ts';

function problem(
  texts: Texts,
  told: { title: string; text: string; detail?: string | undefined },
  status: number,
  allowances: Allowances = {},
): Response {
  const body = html`<main class="card"><div class="step">
  <h1>${told.title}</h1>
  <p>${told.text}</p>
  ${told.detail && html`<p class="hint" lang="en">${told.detail}</p>`}
</div></main>`;
  return respond(
    pageDocument({ language: texts.locale, title: told.title, layout: 'narrow', body }),
    status,
    allowances,
  );
}

/** 404: no page has this address. */
export function notFound(texts: Texts): Response {
  return problem(texts, texts.problem.notFound, 404);
}

/** A form or a method that the page does not know. */
export function unclear(texts: Texts, status: 400 | 405 | 413 | 415, allowances: Allowances = {}): Response {
  return problem(texts, texts.problem.unclear, status, allowances);
}

/** The payment could not be moved on. `detail` is for whoever builds the shop, and only says what is not built. */
export function trouble(texts: Texts, status: number, detail?: string): Response {
  return problem(texts, { ...texts.problem.trouble, detail }, status, { framed: true });
}
