import { isCollectedByPlatform } from '../controller.ts';
import type { Person } from '../persons/type.ts';
import { isRecipient } from '../tos-acceptance.ts';
import type { Account } from '../type.ts';
import { type CountryRules, type Role, type RoleRules, rulesOf } from './country-rules.ts';
import { isGiven, partsOf } from './fields.ts';

/** Everything that the requirements of an account follow from. */
export interface Facts {
  readonly account: Account;
  readonly people: readonly Person[];
  readonly hasExternalAccount: boolean;
}

/** Something that an account has to provide. */
export interface Need {
  /** Its name in the account's requirements, as `representative.dob.day`. */
  readonly name: string;
  /** The person that it is asked of, and its name in that one's requirements. */
  readonly of?: { readonly person: string; readonly name: string };
  /** Due only after some volume of payments. */
  readonly later?: true | undefined;
  /** Payouts alone wait for it. */
  readonly onlyPayouts?: true;
}

/** Returns what an account has not provided yet, of what its country, its type and its capabilities ask for. */
export function needsOf(facts: Facts): Need[] {
  const { account, hasExternalAccount } = facts;
  const rules = rulesOf(account.country ?? '');
  const needs: Need[] = [...businessNeeds(account), ...agreementNeeds(account)];
  if (!hasExternalAccount) needs.push({ name: 'external_account', onlyPayouts: true });
  if (rules) needs.push(...identityNeeds(facts, rules));
  return needs;
}

/** The requirements of the business itself, whatever its type. */
function businessNeeds(account: Account): Need[] {
  const { business_profile: profile, email } = account;
  const needs: Need[] = [];
  const ask = (name: string, value: unknown) => {
    if (value === null || value === undefined || value === '') needs.push({ name });
  };
  if (isCollectedByPlatform(account)) {
    ask('business_profile.mcc', profile?.mcc);
    ask('business_profile.url', profile?.url ?? profile?.product_description);
    return needs;
  }
  ask('business_profile.product_description', profile?.product_description);
  ask('business_profile.support_phone', profile?.support_phone);
  ask('business_profile.url', profile?.url);
  ask('email', email);
  return needs;
}

function agreementNeeds({ tos_acceptance: accepted }: Account): Need[] {
  if (accepted?.date) return accepted.ip ? [] : [{ name: 'tos_acceptance.ip' }];
  return [{ name: 'tos_acceptance.date' }, { name: 'tos_acceptance.ip' }];
}

function identityNeeds(facts: Facts, rules: CountryRules): Need[] {
  const { account } = facts;
  switch (account.business_type) {
    case null:
    case undefined:
      // Accounts that Stripe collects for choose their type in its form.
      return isCollectedByPlatform(account) ? [{ name: 'business_type' }, ...unnamed('representative', rules)] : [];
    case 'individual':
      return individualNeeds(facts, rules);
    default:
      return isRecipient(account) ? recipientNeeds(account, rules) : companyNeeds(facts, rules);
  }
}

function individualNeeds({ people }: Facts, rules: CountryRules): Need[] {
  const [person] = people;
  const asked = ['address', ...rules.person];
  if (person) {
    return [...askedOf(person, asked, rules, 'individual'), ...laterOf(person, rules, 'individual')];
  }
  return namesFor('individual', asked, rules);
}

function recipientNeeds(account: Account, rules: CountryRules): Need[] {
  const asked = withParts(['address', 'name', 'tax_id'], rules);
  return asked.filter((field) => !isGiven(account.company ?? {}, field)).map((field) => ({ name: `company.${field}` }));
}

function companyNeeds(facts: Facts, rules: CountryRules): Need[] {
  const { account } = facts;
  const company = account.company ?? {};
  const own = withParts(rules.company, rules).filter((field) => !isGiven(company, field));
  const later = (rules.documentsLater ?? []).filter((document) => !account.internal.documents?.[document]);
  return [
    ...own.map((field) => ({ name: `company.${field}` })),
    ...laterNeeds(later.map((document) => ({ name: `documents.${document}.files` }))),
    ...representativeNeeds(facts, rules),
    ...Object.entries(rules.roles).flatMap(([role, asked]) => roleNeeds(facts, rules, role as Role, asked)),
  ];
}

function representativeNeeds({ people }: Facts, rules: CountryRules): Need[] {
  const person = people.find(({ relationship }) => relationship?.representative);
  if (!person) return unnamed('representative', rules);
  const asked = ['address', ...rules.person, 'relationship.title'];
  return [...askedOf(person, asked, rules), ...laterOf(person, rules)];
}

/** The later requirements of a person. */
function laterOf(person: Person, rules: CountryRules, under = person.id): Need[] {
  const after = Object.entries(rules.personLaterAfter ?? {}).flatMap(([field, first]) =>
    isGiven(person, first) ? [field] : [],
  );
  return laterNeeds(askedOf(person, [...(rules.personLater ?? []), ...after], rules, under));
}

function laterNeeds(needs: readonly Need[]): Need[] {
  return needs.map((need) => ({ ...need, later: true }));
}

/** The requirements of a representative who does not exist yet. */
function unnamed(role: string, rules: CountryRules): Need[] {
  return namesFor(role, ['address', ...rules.person, ...rules.representative], rules);
}

/** Everything that is asked of a person who is not there yet. */
function namesFor(under: string, asked: readonly string[], rules: CountryRules): Need[] {
  const now = withParts(asked, rules).map((field) => ({ name: `${under}.${field}` }));
  return [...now, ...laterNeeds((rules.personLater ?? []).map((field) => ({ name: `${under}.${field}` })))];
}

function roleNeeds(
  { account, people }: Facts,
  rules: CountryRules,
  role: Role,
  { now, later = [] }: RoleRules,
): Need[] {
  const holders = people.filter(({ relationship }) => relationship?.[role]);
  if (holders.length > 0) {
    return holders.flatMap((person) => [...askedOf(person, now, rules), ...laterNeeds(askedOf(person, later, rules))]);
  }
  if (account.company?.[`${role}s_provided`]) return [];
  const under = (field: string) => ({ name: `${role}s.${field}` });
  return [
    { name: `company.${role}s_provided` },
    ...withParts(now, rules).map(under),
    ...laterNeeds(withParts(later, rules).map(under)),
  ];
}

/** The fields that a person lacks. `under` is the person's name in the account's requirements. */
function askedOf(person: Person, fields: readonly string[], rules: CountryRules, under = person.id): Need[] {
  const missing = withParts(fields, rules).filter((field) => !isGiven(person, field));
  return missing.map((field) => ({ name: `${under}.${field}`, of: { person: person.id, name: field } }));
}

function withParts(fields: readonly string[], { address }: CountryRules): string[] {
  return fields.flatMap((field) => partsOf(field, address));
}
