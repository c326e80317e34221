import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { pageDocument } from '../page-document.ts';

/** The page of a link that opens nothing any more. */
export function expiredView({ onboarding, locale }: Texts): Html {
  const { title, text } = onboarding.expired;
  const body = html`<main class="card"><div class="step"><h1>${title}</h1><p>${text}</p></div></main>`;
  return pageDocument({ language: locale, title, layout: 'narrow', body });
}
