import type { Context as HonoContext } from 'hono';
import { type Child, type Html, html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';
import { asAccount } from '../act.ts';
import { facts } from '../parts.ts';
import type { SeatEnv } from '../seat.ts';
import { bankView } from './bank-view.ts';
import { loadOwned, type Owned } from './edit.ts';
import { noticeOf, noticeView } from './notices.ts';

/** Shows what an account has provided, by sections that its owner can change. */
export async function showManagement(c: HonoContext<SeatEnv>): Promise<Response> {
  const { seat, texts, component } = c.var;
  const owned = await asAccount(c, loadOwned);
  const { features, path } = component;
  return seat.draw({
    title: texts.embedded.account,
    body: html`${noticeView(texts, noticeOf(owned.account), path)}
    ${businessView(texts, owned, path)}
    ${personView(texts, owned, path)}
    ${features.external_account_collection && bankView(texts, owned.account, path)}`,
  });
}

function section(title: string, edit: { readonly href: string; readonly text: string }, content: Child): Html {
  return html`<section class="panel"><h2>${title}</h2>${content}
  <p><a class="button quiet" href="${edit.href}" aria-label="${edit.text}: ${title}">${edit.text}</a></p></section>`;
}

function businessView({ embedded: words, onboarding }: Texts, { account }: Owned, path: string): Html {
  const { business_profile: profile, business_type: type } = account;
  const types: Readonly<Record<string, string>> = onboarding.businessTypes;
  const { fields } = onboarding;
  return section(
    words.sections.business,
    { href: `${path}/business`, text: words.edit },
    facts([
      [fields.email, account.email],
      [fields.business_type, type && (types[type] ?? type)],
      [fields.name, account.company?.name],
      [fields.url, profile?.url],
      [fields.product_description, profile?.product_description],
      [fields.support_phone, profile?.support_phone],
    ]),
  );
}

function personView({ embedded: words, onboarding }: Texts, { person }: Owned, path: string): Child {
  if (!person) return null;
  const { fields } = onboarding;
  const { line1, line2, postal_code: code, city, state } = person.address ?? {};
  return section(
    words.sections.person,
    { href: `${path}/person`, text: words.edit },
    facts([
      [fields.first_name, person.first_name],
      [fields.last_name, person.last_name],
      [fields.email, person.email],
      [fields.phone, person.phone],
      [fields.address, [line1, line2, code, city, state].filter(Boolean).join(', ')],
    ]),
  );
}
