import { fill } from '../../shared/texts/fill.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { pageDocument } from '../page-document.ts';
import { respond } from '../respond.ts';
import type { Portal } from './portal-env.ts';

/** The first page of the portal: one panel below the other. */
export function homeDocument({ locale, portal: words, test }: Texts, portal: Portal, content: Html): Response {
  const { merchant, configuration, session } = portal;
  const { headline, privacy_policy_url: privacy, terms_of_service_url: terms } = configuration.business_profile;
  const title = fill(words.title, { merchant });
  const body = html`<header class="masthead"><div><h1>${title} <span class="badge">${test}</span></h1>
  ${headline && html`<p>${headline}</p>`}</div></header>
<main>${content}</main>
<footer><p>${session.return_url && html`<a href="${session.return_url}">${fill(words.back, { merchant })}</a> `}
  ${terms && html`<a href="${terms}">${words.terms}</a> `}${privacy && html`<a href="${privacy}">${words.privacy}</a>`}</p>
  <p>${words.testNote}</p></footer>`;
  return respond(pageDocument({ language: locale, title, layout: 'wide', body }));
}

/** A page for one thing to do. In a flow nothing else of the portal is in reach. */
export function stepDocument(
  { locale, portal: words, test }: Texts,
  { merchant, base, session }: Portal,
  page: {
    readonly title: string;
    readonly content: Html;
    readonly problem?: string | undefined;
    readonly status?: number;
  },
): Response {
  const { title, content, problem, status = 200 } = page;
  const back = session.flow
    ? session.return_url && html`<a href="${session.return_url}">${fill(words.back, { merchant })}</a>`
    : html`<a href="${base}">${words.toPortal}</a>`;
  const body = html`<main class="card" aria-label="${title}">
  <div class="payment"><p class="merchant"><strong>${merchant}</strong> <span class="badge">${test}</span></p></div>
  <div class="step">
    <h1>${title}</h1>
    ${problem !== undefined && html`<p class="wrong" role="alert">${fill(words.problem, { reason: problem })}</p>`}
    ${content}
  </div>
</main>
<footer><p>${back}</p><p>${words.testNote}</p></footer>`;
  const document = pageDocument({ language: locale, title: `${title} · ${merchant}`, layout: 'narrow', body });
  return respond(document, status, {
    returnUrl: session.flow?.after_completion.redirect?.return_url ?? session.return_url,
  });
}
