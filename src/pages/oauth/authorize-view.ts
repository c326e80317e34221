import type { Account } from '../../accounts/type.ts';
import type { AuthorizationRequest } from '../../connect/oauth/authorization-request.ts';
import { fill } from '../../shared/texts/fill.ts';
import { type Brand, brandView } from '../branding/brand.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { pageDocument } from '../page-document.ts';

/** The request, and the choices that the page offers. */
export interface Asked {
  readonly request: AuthorizationRequest;
  /** The address that the owner returns to. */
  readonly redirectUri: string;
  readonly brand: Brand;
  /** The accounts that can be connected besides a new one. */
  readonly offered: readonly Account[];
}

/** The authorization page: the platform, what it may do, and the account to connect. */
export function authorizeView({ onboarding, locale }: Texts, { request, brand, offered }: Asked): Html {
  const { authorize: words, fields } = onboarding;
  const application = brand.name;
  const title = fill(words.title, { application });
  return pageDocument({
    language: locale,
    title,
    layout: 'narrow',
    style: brand.style,
    body: html`<main class="card" aria-label="${title}">
  ${brandView(brand, onboarding.test)}
  <div class="step">
    <h1>${title}</h1>
    <p>${fill(request.scope === 'read_only' ? words.readOnly : words.text, { application })}</p>
    <form method="post" class="fields">
      ${
        offered.length > 0 &&
        html`<div><label for="account">${words.chooseAccount}</label><select id="account" name="account">
        <option value="">${words.newAccount}</option>
        ${offered.map(({ id, email, business_profile: profile }, index) => html`<option value="${id}"${request.landing === 'login' && index === 0 && html` selected`}>${profile?.name || email || id}</option>`)}
      </select></div>`
      }
      <div><label for="email">${fields.email} <span class="soft">(${onboarding.optional})</span></label>
      <input id="email" name="email" type="email" autocomplete="email" value="${request.user.email}"></div>
      <button name="choice" value="allow">${words.allow}</button>
      <button name="choice" value="skip" class="quiet">${words.skip}</button>
    </form>
    <form method="post"><button name="choice" value="deny" class="quiet">${words.deny}</button></form>
  </div>
</main>
<footer><p>${onboarding.testNote}</p></footer>`,
  });
}
