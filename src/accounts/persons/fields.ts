import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { verifierPort } from '../../network/ports.ts';
import type { NumberKind } from '../../network/verification/type.ts';
import { addMonths, startOfDay } from '../../shared/calendar.ts';
import { NO_ADDRESS } from '../address.ts';
import { documentOf } from '../documents.ts';
import { filled } from '../fill.ts';
import { overlay } from '../overlay.ts';
import { rulesOf } from '../requirements/country-rules.ts';
import { NOTHING_DUE } from '../requirements/type.ts';
import type { Person } from './type.ts';

/** The parameters of a person, in every call that takes one. */
export type PersonParams = Stripe.AccountCreatePersonParams &
  Stripe.AccountUpdatePersonParams &
  Pick<Stripe.AccountCreateParams.Individual, 'relationship'>;

type Verification = NonNullable<Person['verification']>;

const NO_DOCUMENT = { back: null, details: null, details_code: null, front: null };
const NO_ACCEPTANCE = { date: null, ip: null, user_agent: null };
const { current_deadline: _deadline, disabled_reason: _reason, ...NOTHING } = NOTHING_DUE;

/** Numbers of a person, of which only the verifier's references are stored. */
const NUMBERS = ['id_number', 'id_number_secondary', 'ssn_last_4'] as const satisfies readonly NumberKind[];

/** Bounds of a date of birth. */
const YOUNGEST_YEARS = 13;
const EARLIEST_YEAR = 1900;

/** A person of whom nothing was given. */
export function blankPerson(
  { work }: Context,
  account: string,
  country: string,
  role: 'representative' | null,
): Person {
  const own = work.for(account);
  const fields = rulesOf(country)?.personFields ?? [];
  return {
    id: own.newId('person'),
    object: 'person',
    account,
    additional_tos_acceptances: { account: NO_ACCEPTANCE },
    created: own.now,
    dob: { day: null, month: null, year: null },
    first_name: null,
    future_requirements: NOTHING,
    id_number_provided: false,
    last_name: null,
    metadata: {},
    ...Object.fromEntries(fields.map((field) => [field, null])),
    relationship: {
      authorizer: false,
      director: false,
      executive: false,
      legal_guardian: false,
      owner: false,
      percent_ownership: null,
      representative: role === 'representative',
      title: null,
    },
    requirements: NOTHING,
    ssn_last_4_provided: false,
    verification: {
      additional_document: NO_DOCUMENT,
      details: null,
      details_code: null,
      document: NO_DOCUMENT,
      status: 'unverified',
    },
    internal: { checks: [], documents: {}, numbers: {}, testDocuments: {} },
  };
}

/** Applies the parameters of a person. `under` is their path in errors: `individual`, or nothing. */
export async function withPersonParams(
  context: Context,
  country: string,
  current: Person,
  params: PersonParams,
  under: string | null,
): Promise<Person> {
  const paramOf = (name: string) =>
    under === null ? name : `${under}[${name.replace('[', '][')}${name.includes('[') ? '' : ']'}`;
  const { address, dob, documents, metadata, phone, verification, us_cfpb_data: cfpb, ...rest } = params;
  const { id_number: _a, id_number_secondary: _b, ssn_last_4: _c, person_token: _d, expand: _e, ...shown } = rest;
  if (dob) checkBirth(dob, context.work.now, paramOf('dob'));
  checkOwnership(shown.relationship?.percent_ownership, paramOf('relationship'));
  const numbered = await withNumbers(context, current, params);
  const proven = await withDocuments(context, numbered, verification, documents, paramOf);
  return filled<Person>('person', {
    ...overlay(proven, shown),
    internal: { ...proven.internal, updated: context.work.now },
    ...(address && { address: overlay({ ...NO_ADDRESS, country, ...current.address }, address) }),
    ...(dob !== undefined && { dob: dob || { day: null, month: null, year: null } }),
    ...(phone !== undefined && { phone: internationalPhone(phone) }),
    ...(cfpb !== undefined && { us_cfpb_data: overlay(NO_CFPB_DATA, cfpb) }),
    metadata: mergeMetadata(current.metadata, metadata),
  });
}

const NO_CFPB_DATA: Stripe.Person.UsCfpbData = {
  ethnicity_details: null,
  race_details: null,
  self_identified_gender: null,
};

/** A phone number as persons show it. Without a dialing code it is read as one of the United States. */
function internationalPhone(phone: string): string | null {
  if (phone === '') return null;
  const digits = phone.replaceAll(/[^\d+]/g, '');
  return digits.startsWith('+') ? digits : `+1${digits}`;
}

async function withNumbers(context: Context, current: Person, params: PersonParams): Promise<Person> {
  const numbers: Record<string, string> = { ...current.internal.numbers };
  for (const kind of NUMBERS) {
    const value = params[kind];
    if (value) numbers[kind] = await context.use(verifierPort).keepNumber(kind, value);
  }
  // The last four digits are part of the whole number.
  const hasLast4 = numbers.ssn_last_4 !== undefined || numbers.id_number !== undefined;
  return {
    ...current,
    id_number_provided: numbers.id_number !== undefined,
    ...(numbers.id_number_secondary !== undefined && { id_number_secondary_provided: true }),
    ssn_last_4_provided: hasLast4,
    internal: { ...current.internal, numbers },
  };
}

async function withDocuments(
  context: Context,
  current: Person,
  given: Stripe.AccountUpdatePersonParams.Verification | undefined,
  further: Stripe.AccountUpdatePersonParams.Documents | undefined,
  paramOf: (name: string) => string,
): Promise<Person> {
  let verification: Verification = current.verification ?? { status: 'unverified' };
  const testDocuments: Record<string, string> = { ...current.internal.testDocuments };
  const documents: Record<string, readonly string[]> = { ...current.internal.documents };
  const account = String(current.account);
  for (const place of ['document', 'additional_document'] as const) {
    for (const side of ['front', 'back'] as const) {
      const sent = given?.[place]?.[side];
      if (!sent) continue;
      const { file, reference } = await documentOf(context, account, sent, paramOf(`verification[${place}][${side}]`));
      verification = { ...verification, [place]: { ...(verification[place] ?? NO_DOCUMENT), [side]: file } };
      testDocuments[place] = reference;
    }
  }
  for (const [kind, { files: ids = [] }] of Object.entries<{ files?: string[] }>({ ...further })) {
    const kept = [];
    for (const [index, id] of ids.entries()) {
      const { file } = await documentOf(context, account, id, paramOf(`documents[${kind}][files][${index}]`));
      kept.push(file);
    }
    documents[kind] = kept;
  }
  return { ...current, verification, internal: { ...current.internal, documents, testDocuments } };
}

function checkBirth(dob: { day: number; month: number; year: number }, now: number, param: string): void {
  const { day, month, year } = dob;
  const pad = (value: number) => String(value).padStart(2, '0');
  const born = year < EARLIEST_YEAR ? undefined : startOfDay(`${year}-${pad(month)}-${pad(day)}`);
  if (born === undefined) {
    throw invalidRequest(`There is no date of birth ${year}-${month}-${day}. Send a day since ${EARLIEST_YEAR}.`, {
      param,
    });
  }
  if (born <= addMonths(now, -12 * YOUNGEST_YEARS)) return;
  throw invalidRequest(`Must be at least ${YOUNGEST_YEARS} years of age to use Stripe.`, { param: `${param}[year]` });
}

function checkOwnership(percent: '' | number | null | undefined, param: string): void {
  if (typeof percent !== 'number' || (percent >= 0 && percent <= 100)) return;
  throw invalidRequest(`Invalid share: ${percent}. Send a percentage from 0 to 100.`, {
    param: `${param}[percent_ownership]`,
  });
}
