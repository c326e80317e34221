import { html } from './html.ts';
import type { Texts } from './languages/texts.ts';
import { pageDocument } from './page-document.ts';
import { type Allowances, respond } from './respond.ts';

interface Problem {
  readonly title: string;
  readonly text: string;
  /** English, for developers. */
  readonly detail?: string | undefined;
}

function problemPage(texts: Texts, problem: Problem, status: number, allowances: Allowances = {}): Response {
  const { title, text, detail } = problem;
  const body = html`<main class="card"><div class="step">
  <h1>${title}</h1>
  <p>${text}</p>
  ${detail && html`<p class="hint" lang="en">${detail}</p>`}
</div></main>`;
  return respond(pageDocument({ language: texts.locale, title, layout: 'narrow', body }), status, allowances);
}

/** 404: no page has this address. */
export function notFound(texts: Texts): Response {
  return problemPage(texts, texts.problem.notFound, 404);
}

/** 405: the page exists, but does not take this method. */
export function notAllowed(texts: Texts, methods: readonly string[]): Response {
  const response = unclear(texts, 405);
  response.headers.set('allow', methods.join(', '));
  return response;
}

/** A form or a method that the page does not take. */
export function unclear(texts: Texts, status: 400 | 403 | 405 | 413 | 415, allowances: Allowances = {}): Response {
  return problemPage(texts, texts.problem.unclear, status, allowances);
}

/** The payment could not be continued. `detail` names a feature that is not built, for the shop's developer. */
export function trouble(texts: Texts, status: number, detail?: string): Response {
  return problemPage(texts, { ...texts.problem.trouble, detail }, status, { framed: true });
}
