import { accountOf } from '../../accounts/find.ts';
import type { AccountParams } from '../../accounts/params.ts';
import { listPersons } from '../../accounts/persons/list.ts';
import { createPerson, updatePerson } from '../../accounts/persons/persons.ts';
import { settle } from '../../accounts/settle.ts';
import { type Account, CONFIGURATIONS, isConfigured } from '../../accounts/type.ts';
import { provide } from '../../accounts/update.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { type AccountLink, accountLinks } from '../account-links/type.ts';
import { type Answers, paramsOf } from './answers.ts';
import { type Applicant, askedOf, type Step, type StepName, stepsOf } from './steps.ts';
import { testAnswers } from './test-answers.ts';

/** The values typed on a page. */
interface Typed {
  readonly answers: Answers;
  /** True if a further person is added, so that the page is shown again. */
  readonly isAddition?: boolean;
}

type Save = (context: Context, applicant: Applicant, step: Step, typed: Typed) => Promise<unknown>;

/** The code that a test enters in place of one that was sent: with or without its hyphen. */
const TEST_CODE = '000000';

const SAVES: Readonly<Record<Exclude<StepName, 'review'>, Save>> = {
  contact: async (context, { account, link }, _step, { answers }) => {
    const digits = (answers.phone_number ?? '').replaceAll(/\D/g, '');
    if (digits.length < SHORTEST_PHONE) {
      throw invalidRequest('Enter a valid phone number. In a test use 0000000000.', { param: 'phone' });
    }
    saveLink(context, link, { phoneDigits: digits.slice(-2) });
    if (answers.email) await provide(context, account, { email: answers.email });
  },
  code: async (context, { link }, _step, { answers }) => {
    if ((answers.code ?? '').replaceAll(/\D/g, '') !== TEST_CODE) {
      throw invalidRequest('That is not the code. In a test it is 000-000.', { param: 'code' });
    }
    saveLink(context, link, { isSignedIn: true });
  },
  business: (context, { account }, _step, { answers }) =>
    provide(context, account, { business_type: answers.business_type } as AccountParams),
  person: (context, { account }, { fields }, { answers }) =>
    provide(context, account, { individual: paramsOf(fields, answers) } as AccountParams),
  representative: (context, applicant, step, { answers }) =>
    savePerson(context, applicant, step, answers, { representative: true }),
  owners: saveOwners,
  company: (context, { account }, { fields }, { answers }) =>
    provide(context, account, { company: paramsOf(fields, answers) } as AccountParams),
  profile: (context, { account }, { fields }, { answers }) =>
    provide(context, account, paramsOf(fields, answers) as AccountParams),
  documents: saveDocuments,
  payout: (context, { account }, _step, { answers }) => saveBank(context, account, answers),
};

/** Digits of a phone number, at least. */
const SHORTEST_PHONE = 6;

/** Saves what was typed on a page. Throws the API's errors, whose parameters name the field. */
export async function saveStep(context: Context, applicant: Applicant, step: Step, typed: Typed): Promise<void> {
  if (step.name !== 'review') await SAVES[step.name](context, applicant, step, typed);
}

/** Fills in test data for every page that asks for something, in as many rounds as there are pages. */
export async function fillEverything(context: Context, applicant: Applicant): Promise<void> {
  let current = applicant;
  for (let round = 0; round < MOST_PAGES; round++) {
    const [step] = stepsOf(current);
    if (!step || step.name === 'review') return;
    await saveStep(context, current, step, { answers: testAnswers(step, current.account.country) });
    current = await reload(context, current);
  }
  throw new Error(`after ${MOST_PAGES} pages of test data the form still asks for ${askedOf(current).join(', ')}`);
}

/** More pages than any country's form has; a form that asks for more does not accept its test data. */
const MOST_PAGES = 20;

async function reload({ work }: Context, { account, link }: Applicant): Promise<Applicant> {
  return {
    account: (await accountOf(work, account.id)) ?? account,
    link: await work.require(accountLinks, link.id),
    people: await listPersons(work.for(account.id)),
  };
}

/**
 * Submits what the owner provided: they accept the terms of service, unless the platform has them accept elsewhere. Throws
 * while something is missing.
 */
export async function submitDetails(
  context: Context,
  { account, link }: Applicant,
  { ip, userAgent }: { readonly ip: string; readonly userAgent: string | null },
): Promise<void> {
  const { work } = context;
  const accepted = link.internal.embedded?.terms.isSkipped
    ? account.tos_acceptance
    : { ...account.tos_acceptance, date: work.now, ip, user_agent: userAgent };
  const settled = await settle(context, account, { ...account, ...(accepted && { tos_acceptance: accepted }) });
  if (link.internal.embedded) return;
  work.for(work.world).emit('v2.core.account_link.returned', settled, {
    account_id: settled.id,
    configurations: CONFIGURATIONS.filter((one) => isConfigured(settled, one)),
    use_case: account.details_submitted ? 'account_update' : 'account_onboarding',
  });
}

function saveLink({ work }: Context, link: AccountLink, changed: Partial<AccountLink['internal']>): void {
  work.save<AccountLink>({ ...link, internal: { ...link.internal, ...changed } });
}

async function savePerson(
  context: Context,
  { account }: Applicant,
  { fields, person }: Step,
  answers: Answers,
  relationship: Readonly<Record<string, boolean>>,
): Promise<void> {
  const given = paramsOf(fields, answers);
  const held = typeof given.relationship === 'object' ? given.relationship : {};
  const params = { ...given, relationship: { ...held, ...relationship } };
  if (person === undefined) await createPerson(context, account, params);
  else await updatePerson(context, account, person, params);
}

/** The roles that a business still has to list the holders of. */
function openRoles(applicant: Applicant): string[] {
  return askedOf(applicant).flatMap((name) => /^company\.(owner|director|executive)s_provided$/.exec(name)?.[1] ?? []);
}

/** Adds or completes a person with a role, or closes the list of those who have one. */
async function saveOwners(context: Context, applicant: Applicant, step: Step, typed: Typed): Promise<void> {
  if (step.person !== undefined) return savePerson(context, applicant, step, typed.answers, {});
  const roles = openRoles(applicant);
  if (typed.isAddition) {
    const held = Object.fromEntries(roles.map((role) => [role, true]));
    return savePerson(context, applicant, step, typed.answers, held);
  }
  const provided = Object.fromEntries(roles.map((role) => [`${role}s_provided`, true]));
  await provide(context, applicant.account, { company: provided });
}

/** Provides each document for the person or the company that it is asked of. */
async function saveDocuments(context: Context, applicant: Applicant, step: Step, { answers }: Typed): Promise<void> {
  let { account } = applicant;
  for (const { param, name } of step.fields) {
    const file = answers[name] ?? '';
    const [, subject = '', kind = ''] = /^(\w+)\.(?:verification|documents)\.(\w+)/.exec(param) ?? [];
    const given = param.endsWith('.files')
      ? { documents: { [kind]: { files: [file] } } }
      : { verification: { [kind]: { front: file } } };
    if (subject === 'company') account = await provide(context, account, { company: given });
    else if (subject === 'individual') account = await provide(context, account, { individual: given });
    else if (subject.startsWith('person_')) await updatePerson(context, account, subject, given);
    else account = await provide(context, account, documentsOf(param, file));
  }
}

/** A document about the account itself: `documents.company_license.files`. */
function documentsOf(param: string, file: string): AccountParams {
  const kind = param.split('.')[1] ?? '';
  return { documents: { [kind]: { files: [file] } } };
}

/** Adds the bank account, in the account's country and currency. */
export async function saveBank(context: Context, account: Account, answers: Answers): Promise<void> {
  const { iban, account_number: number, account_number_validate: repeated } = accountNumbers(answers);
  if (iban === undefined && number !== repeated) {
    throw invalidRequest('The two account numbers differ.', { param: 'account_number_validate' });
  }
  await provide(context, account, {
    external_account: {
      object: 'bank_account',
      country: account.country ?? '',
      currency: account.default_currency ?? '',
      account_number: (iban ?? number ?? '').replaceAll(' ', ''),
      ...(answers.routing_number && { routing_number: answers.routing_number }),
    },
  });
}

function accountNumbers(answers: Answers): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    ['iban', 'account_number', 'account_number_validate'].map((name) => [name, answers[`account_numbers[${name}]`]]),
  );
}
