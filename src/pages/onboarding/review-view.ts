import type { Applicant, Step } from '../../connect/onboarding/steps.ts';
import { type Child, type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';

/** The summary of everything that is known, with what is missing, before the owner agrees. */
export function reviewView(
  texts: Texts,
  applicant: Applicant,
  { open, problem, base }: { open: readonly Step[]; problem: string | null; base: string },
): Html {
  const { onboarding: words } = texts;
  return html`<p>${words.steps.review.text}</p>
    ${problem !== null && html`<p class="wrong" role="alert">${problem}</p>`}
    ${sectionsOf(texts, applicant).map(
      ({ title, rows }) =>
        html`<section><h2>${title}</h2><dl class="facts">${rows.map(
          ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
        )}</dl></section>`,
    )}
    ${
      open.length > 0
        ? html`<ul>${open.map(
            ({ name }) => html`<li>${words.missing}: <a href="${base}/${name}">${titleOf(texts, name)}</a></li>`,
          )}</ul>`
        : html`<form method="post" class="fields">
      ${agreement(texts, applicant)}
      <button data-test="requirements-index-done-button">${words.submit}</button>
    </form>`
    }`;
}

/** The terms that the owner agrees to by submitting, with those of the platform where it has set some. */
function agreement({ onboarding, embedded }: Texts, { link }: Applicant): Child {
  const { service, privacy, isSkipped } = link.internal.embedded?.terms ?? {};
  if (isSkipped) return null;
  const terms = [
    [service, embedded.terms],
    [privacy, embedded.privacy],
  ] as const;
  const links = terms.flatMap(([url, text]) =>
    url ? [html` <a href="${url}" target="_blank" rel="noreferrer">${text}</a>`] : [],
  );
  return html`<p class="hint">${onboarding.agree}${links}</p>`;
}

function titleOf({ onboarding }: Texts, name: Step['name']): string {
  return onboarding.steps[name].title.replace('{{platform}}', '').trim();
}

type Row = readonly [name: string, value: string];

interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Returns the known facts by section; sections without any are left out. */
function sectionsOf(texts: Texts, { account, people }: Applicant): Section[] {
  const { sections, fields, businessTypes, provided } = texts.onboarding;
  const { business_profile: profile, business_type: type, company, external_accounts: external } = account;
  const types: Readonly<Record<string, string>> = businessTypes;
  const given = (flag: boolean | undefined) => (flag ? provided : null);
  const bank = external.data[0];
  const sectionList = [
    {
      title: sections.account,
      rows: known([
        [fields.email, account.email],
        [fields.country, regionName(texts.locale, account.country)],
        [fields.business_type, type && (types[type] ?? type)],
      ]),
    },
    ...people.map((person) => ({
      title: sections.person,
      rows: known([
        [fields.first_name, person.first_name],
        [fields.last_name, person.last_name],
        [fields.title, person.relationship?.title],
        [fields.email, person.email],
        [fields.phone, person.phone],
        [fields.dob, dateOf(person.dob)],
        [fields.address, addressOf(person.address)],
        [fields.ssn_last_4, given(person.ssn_last_4_provided)],
        [fields.id_number, given(person.id_number_provided)],
      ]),
    })),
    {
      title: sections.business,
      rows: known([
        [fields.name, type === 'individual' ? profile?.name : company?.name],
        [fields.tax_id, given(company?.tax_id_provided)],
        [fields.mcc, profile?.mcc],
        [fields.url, profile?.url],
        [fields.product_description, profile?.product_description],
        [fields.support_phone, profile?.support_phone],
      ]),
    },
    { title: sections.payout, rows: known([[fields.external_account, bank && `•••• ${bank.last4}`]]) },
  ];
  return sectionList.filter(({ rows }) => rows.length > 0);
}

function known(rows: readonly (readonly [string, string | null | undefined])[]): Row[] {
  return rows.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

function regionName(locale: string, country: string | undefined): string | undefined {
  return country && new Intl.DisplayNames(locale, { type: 'region' }).of(country);
}

function dateOf(dob: { day: number | null; month: number | null; year: number | null } | undefined): string | null {
  if (!dob?.year) return null;
  return [dob.year, dob.month, dob.day].map((part) => String(part ?? '').padStart(2, '0')).join('-');
}

type Address = { [Part in 'line1' | 'line2' | 'postal_code' | 'city' | 'state']: string | null };

function addressOf(address: Address | null | undefined): string | undefined {
  if (!address) return undefined;
  const { line1, line2, postal_code: code, city, state } = address;
  return [line1, line2, code, city, state].filter(Boolean).join(', ');
}
