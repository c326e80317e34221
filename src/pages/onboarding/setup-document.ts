import { type Brand, brandView } from '../branding/brand.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { pageDocument } from '../page-document.ts';

/** A page of hosted onboarding: the platform's name on top, then the step; below it the way out. */
export function setupDocument(
  { onboarding: words, locale }: Texts,
  page: { readonly brand: Brand; readonly title: string; readonly leave: string },
  content: Html,
): Html {
  const { brand, title, leave } = page;
  return pageDocument({
    language: locale,
    title: `${title} · ${brand.name}`,
    style: brand.style,
    layout: 'narrow',
    body: html`<main class="card" aria-label="${title}">
  ${brandView(brand, words.test)}
  <div class="step">
    <h1>${title}</h1>
    ${content}
  </div>
</main>
<footer><p><a href="${leave}">${words.later}</a></p><p>${words.testNote}</p></footer>`,
  });
}
