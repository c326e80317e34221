import type { Account } from '../../accounts/type.ts';
import { fill } from '../../shared/texts/fill.ts';
import type { Brand } from '../branding/brand.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { pageDocument } from '../page-document.ts';

/** A page of the dashboard: the account on top, then the way to the other pages. */
export function expressDocument(
  { onboarding, embedded, locale }: Texts,
  page: {
    readonly account: Account;
    readonly brand: Brand;
    readonly base: string;
    readonly title: string;
    readonly body: Html;
  },
): Html {
  const { account, brand, base, title, body } = page;
  const name = account.business_profile?.name || account.email || account.id;
  const heading = fill(onboarding.express.title, { account: name });
  const pages = [
    [base, embedded.home],
    [`${base}/payouts`, embedded.payouts],
    [`${base}/account-management`, embedded.account],
  ] as const;
  return pageDocument({
    language: locale,
    title: `${title} · ${brand.name}`,
    layout: 'wide',
    style: brand.style,
    body: html`<header class="masthead">${brand.image && html`<img src="${brand.image}" alt="" width="40" height="40">`}
<div><p>${brand.name} <span class="badge">${onboarding.test}</span></p><h1>${heading}</h1></div></header>
<nav class="tabs" aria-label="${heading}">${pages.map(
      ([href, text]) => html`<a href="${href}"${text === title && html` aria-current="page"`}>${text}</a>`,
    )}</nav>
<main>${body}</main>`,
  });
}
