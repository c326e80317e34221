import { isCollectedByPlatform } from '../../accounts/controller.ts';
import type { Person } from '../../accounts/persons/type.ts';
import type { Account } from '../../accounts/type.ts';
import type { OnboardingTexts } from '../../shared/texts/en/onboarding.ts';
import type { AccountLink } from '../account-links/type.ts';
import { bankFields } from './bank-fields.ts';
import {
  BUSINESS_FIELDS,
  CODE_FIELD,
  COMPANY_FIELDS,
  EMAIL_FIELD,
  type Field,
  PERSON_FIELDS,
  PHONE_FIELD,
  PROFILE_FIELDS,
  plainField,
} from './fields.ts';

export type StepName = keyof OnboardingTexts['steps'];

/** A page of the form. */
export interface Step {
  readonly name: StepName;
  readonly fields: readonly Field[];
  /** The person that its fields are about, on pages about one who exists. */
  readonly person?: string;
}

/** An account whose owner fills in the form, as far as its pages depend on it. */
export interface Applicant {
  readonly account: Account;
  readonly people: readonly Person[];
  readonly link: AccountLink;
}

/** Requirements about documents, which are uploaded on a page of their own. */
const DOCUMENT = /\.files$|(^|\.)verification\.(document|additional_document|proof_of_liveness)$/;
/** Roles whose holders a business has to list. */
const ROLE = /^(?:(?:owner|director|executive)s\.|company\.(?:owner|director|executive)s_provided$)/;

/** Returns what the form asks for: what is due now, and later too if the link says so. */
export function askedOf({ account, link }: Applicant): readonly string[] {
  const { requirements, future_requirements: future } = account;
  const { fields, futureRequirements, only, excluded = [] } = link.internal.collection;
  const ahead = futureRequirements === 'include' ? future[fields] : [];
  const asked = new Set([...requirements.currently_due, ...requirements[fields], ...ahead]);
  return [...asked].filter((name) => (only === undefined || isNamed(name, only)) && !isNamed(name, excluded));
}

/** True if a requirement is in a list, itself or as part of one such as `company.*`. */
function isNamed(requirement: string, names: readonly string[]): boolean {
  return names.some(
    (name) => name === requirement || (name.endsWith('.*') && requirement.startsWith(name.slice(0, -1))),
  );
}

/** Returns the pages that still have something to ask, in their order; the review comes last and is always there. */
export function stepsOf(applicant: Applicant): readonly Step[] {
  const { account, link } = applicant;
  const asked = askedOf(applicant);
  const isOwnForm = !isCollectedByPlatform(account);
  const steps: Step[] = [];
  if (isOwnForm && !link.internal.isSignedIn) steps.push(signInStep(applicant));
  if (!account.business_type) steps.push({ name: 'business', fields: BUSINESS_FIELDS });
  steps.push(...personSteps(applicant, asked));
  if (asked.some((name) => ROLE.test(name))) steps.push({ name: 'owners', fields: ownerFields(asked) });
  steps.push(
    ...step(
      'company',
      COMPANY_FIELDS,
      below('company', asked).filter((param) => !param.endsWith('s_provided')),
    ),
    ...step(
      'profile',
      PROFILE_FIELDS,
      asked.filter((name) => name.startsWith('business_profile.')),
    ),
  );
  if (asked.some((name) => DOCUMENT.test(name))) {
    steps.push({ name: 'documents', fields: asked.filter((name) => DOCUMENT.test(name)).map(plainField) });
  }
  if (asked.includes('external_account')) steps.push({ name: 'payout', fields: bankFields(account.country) });
  return [...steps, { name: 'review', fields: [] }];
}

/** The owner's phone number, then the code that is sent to it. */
function signInStep({ account, link }: Applicant): Step {
  if (link.internal.phoneDigits !== null) return { name: 'code', fields: [CODE_FIELD] };
  return { name: 'contact', fields: account.email ? [PHONE_FIELD] : [PHONE_FIELD, EMAIL_FIELD] };
}

/** A page about the account's own person or its representative, and one about each further person who lacks something. */
function personSteps({ account, people }: Applicant, asked: readonly string[]): Step[] {
  const isIndividual = account.business_type === 'individual';
  const main = isIndividual ? 'person' : 'representative';
  const [own] = isIndividual ? people : people.filter(({ relationship }) => relationship?.representative);
  const others = people.filter((person) => person !== own);
  return [
    ...step(main, PERSON_FIELDS, below(isIndividual ? 'individual' : (own?.id ?? 'representative'), asked), own?.id),
    ...others.flatMap(({ id }) => step('owners', PERSON_FIELDS, below(id, asked), id)),
  ];
}

function ownerFields(asked: readonly string[]): readonly Field[] {
  const params = ['owners', 'directors', 'executives'].flatMap((role) => below(role, asked));
  return fieldsFor(PERSON_FIELDS, [...new Set(params)]);
}

/** The requirements below a name, without it; documents have their own page. */
function below(prefix: string, asked: readonly string[]): string[] {
  return asked.flatMap((name) =>
    name.startsWith(`${prefix}.`) && !DOCUMENT.test(name) ? [name.slice(prefix.length + 1)] : [],
  );
}

function step(name: StepName, known: readonly Field[], params: readonly string[], person?: string): Step[] {
  if (params.length === 0) return [];
  return [{ name, fields: fieldsFor(known, params), ...(person !== undefined && { person }) }];
}

/** Returns the fields for these requirements, in the form's order, with the optional ones that go with them. */
function fieldsFor(known: readonly Field[], params: readonly string[]): readonly Field[] {
  const answers = ({ param, requirement = param }: Field) => requirement;
  const isAsked = (field: Field) =>
    field.isOptional
      ? params.some((asked) => asked.split('.')[0] === field.param.split('.')[0])
      : params.includes(answers(field));
  const rest = params.filter((param) => !known.some((field) => answers(field) === param));
  return [...known.filter(isAsked), ...rest.map(plainField)];
}
