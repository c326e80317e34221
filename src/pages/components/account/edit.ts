import type { Context as HonoContext } from 'hono';
import { accountOf } from '../../../accounts/find.ts';
import type { AccountParams } from '../../../accounts/params.ts';
import { listPersons } from '../../../accounts/persons/list.ts';
import { updatePerson } from '../../../accounts/persons/persons.ts';
import type { Person } from '../../../accounts/persons/type.ts';
import type { Account } from '../../../accounts/type.ts';
import { provide } from '../../../accounts/update.ts';
import { type Answers, fieldOf, paramsOf } from '../../../connect/onboarding/answers.ts';
import { bankFields } from '../../../connect/onboarding/bank-fields.ts';
import { type Field, PERSON_FIELDS, PROFILE_FIELDS } from '../../../connect/onboarding/fields.ts';
import { saveBank } from '../../../connect/onboarding/save.ts';
import type { Context } from '../../../kernel/context.ts';
import { html } from '../../html.ts';
import { type Entries, fieldViews, problemsOf } from '../../onboarding/field-view.ts';
import { seeOther } from '../../respond.ts';
import { asAccount, attempt, changeAccount } from '../act.ts';
import { alert } from '../parts.ts';
import type { SeatEnv } from '../seat.ts';

/** The account, and the person who owns or represents it. */
export interface Owned {
  readonly account: Account;
  readonly person: Person | undefined;
}

/** A part of the account that its owner can change. */
export type Section = 'business' | 'person' | 'bank';

/** The fields that a person can change: how they are reached, not who they are. */
const CONTACT = /^(email|phone|address\..*)$/;

export async function loadOwned({ work }: Context): Promise<Owned> {
  const account = await accountOf(work, work.account);
  if (!account) throw new Error(`the account ${work.account} acts without being stored`);
  const people = await listPersons(work);
  const isIndividual = account.business_type === 'individual';
  return {
    account,
    person: isIndividual ? people[0] : people.find(({ relationship }) => relationship?.representative),
  };
}

function fieldsOf(section: Section, { account }: Owned): readonly Field[] {
  switch (section) {
    case 'business':
      return PROFILE_FIELDS.map(optional);
    case 'person':
      return PERSON_FIELDS.filter(({ param }) => CONTACT.test(param)).map(optional);
    case 'bank':
      return bankFields(account.country);
  }
}

/** A field that is left empty changes nothing. */
function optional(field: Field): Field {
  return { ...field, isOptional: true };
}

/** The present values of a section's fields. Numbers of a bank account are not shown. */
function present(section: Section, { account, person }: Owned, fields: readonly Field[]): Answers {
  if (section === 'bank') return {};
  const of = section === 'business' ? account : person;
  return Object.fromEntries(
    fields.flatMap(({ name, param }) => {
      const value = valueAt(of, param.split('.'));
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function valueAt(object: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return object;
  if (typeof object !== 'object' || object === null) return undefined;
  return valueAt((object as Readonly<Record<string, unknown>>)[name], rest);
}

/** Shows the form of a section, with its present values. */
export async function showEdit(c: HonoContext<SeatEnv>, section: Section): Promise<Response> {
  const owned = await asAccount(c, loadOwned);
  const answers = present(section, owned, fieldsOf(section, owned));
  return form(c, section, owned, { entries: { answers, wrong: {} } });
}

function form(
  c: HonoContext<SeatEnv>,
  section: Section,
  owned: Owned,
  { entries, problem = null }: { readonly entries: Entries; readonly problem?: string | null },
): Response {
  const { seat, texts, component } = c.var;
  const { embedded: words, onboarding } = texts;
  const isWrong = problem !== null || Object.keys(entries.wrong).length > 0;
  return seat.draw({
    title: words.sections[section],
    body: html`<p><a href="${component.path}">${words.back}</a></p><h1>${words.sections[section]}</h1>
    ${alert(problem ?? (isWrong ? onboarding.problems : null))}
    <form method="post" class="fields" novalidate>${fieldViews(texts, fieldsOf(section, owned), entries)}
    <div><button>${words.save}</button></div></form>`,
    events: component.name === 'account_management' ? [{ name: 'SectionOpen', detail: { sectionName: section } }] : [],
    ...(isWrong && { status: 422 }),
  });
}

/** The longest value that is read from a form, in characters. */
const LONGEST_VALUE = 5_000;

/** Saves a section and leads back; what is wrong is shown beside its field. */
export async function saveEdit(c: HonoContext<SeatEnv>, section: Section): Promise<Response> {
  const owned = await asAccount(c, loadOwned);
  const fields = fieldsOf(section, owned);
  const typed = new URLSearchParams(await c.req.text());
  const answers = Object.fromEntries([...typed].map(([name, value]) => [name, value.trim().slice(0, LONGEST_VALUE)]));
  const problems = problemsOf(c.var.texts, fields, answers);
  if (Object.keys(problems).length > 0) return form(c, section, owned, { entries: { answers, wrong: problems } });
  const refusal = await attempt(c, (context) =>
    changeAccount(context, (platform, account) => save(platform, { account, person: owned.person }, section, answers)),
  );
  if (!refusal) return seeOther(c.var.component.path);
  const field = fieldOf(fields, refusal.detail.param);
  const wrong = field ? { [field.name]: refusal.message } : {};
  return form(c, section, owned, { entries: { answers, wrong }, problem: field ? null : refusal.message });
}

async function save(platform: Context, owned: Owned, section: Section, answers: Answers): Promise<unknown> {
  const { account, person } = owned;
  const params = paramsOf(fieldsOf(section, owned), answers);
  switch (section) {
    case 'business':
      // The fields are those of the account's own parameters.
      return provide(platform, account, params as AccountParams);
    case 'person':
      return person && updatePerson(platform, account, person.id, params);
    case 'bank':
      return saveBank(platform, account, answers);
  }
}
