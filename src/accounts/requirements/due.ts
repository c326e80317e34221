import type { Person } from '../persons/type.ts';
import { imposes } from './checks.ts';
import { rulesOf } from './country-rules.ts';
import { partsOf } from './fields.ts';
import { type Facts, type Need, needsOf } from './needs.ts';
import type { CheckState, RequirementError, Requirements } from './type.ts';

/** A person, company or business that is verified, and what its names begin with in the account's requirements. */
interface Subject {
  readonly prefix: string;
  readonly person?: string;
  readonly checks: readonly CheckState[];
  /** False if nothing waits for its verification. */
  readonly isAwaited: boolean;
}

/** The missing requirements of an account, before deadlines are considered. */
export interface Due {
  readonly needs: readonly Need[];
  readonly errors: readonly (RequirementError & { readonly of?: Need['of'] })[];
  readonly pending: readonly (Need & { readonly isAwaited: boolean })[];
}

/** Returns what an account lacks: what it has not provided, and what the verifier did not accept. */
export function dueOf(facts: Facts, now: number): Due {
  const needs = [...needsOf(facts)];
  const errors: (RequirementError & { readonly of?: Need['of'] })[] = [];
  const pending: (Need & { readonly isAwaited: boolean })[] = [];
  const address = rulesOf(facts.account.country ?? '')?.address ?? [];
  for (const subject of subjectsOf(facts)) {
    for (const { fields } of subject.checks.filter(({ readyAt }) => readyAt > now)) {
      pending.push(
        ...fields
          .flatMap((field) => partsOf(field, address))
          .map((name) => ({ ...named(subject, name), isAwaited: subject.isAwaited })),
      );
    }
    for (const { asks, code, reason, onlyPayouts } of subject.checks.flatMap((check) =>
      check.readyAt > now ? [] : check.findings,
    )) {
      const need: Need = { ...named(subject, asks), ...(onlyPayouts && { onlyPayouts }) };
      needs.push(need);
      errors.push({ code, reason, requirement: need.name, ...(need.of && { of: need.of }) });
    }
  }
  const { account } = facts;
  const asksAll = account.internal.asksAll ?? imposes(account, 'later_requirements');
  return { needs: unique(needs.map((need) => (asksAll ? { ...need, later: undefined } : need))), errors, pending };
}

function subjectsOf({ account, people }: Facts): Subject[] {
  const { checks } = account.internal;
  const isIndividual = account.business_type === 'individual';
  return [
    { prefix: '', checks: checks.business, isAwaited: false },
    { prefix: 'company.', checks: checks.company, isAwaited: true },
    ...people.map(({ id, internal }: Person) => ({
      prefix: isIndividual ? 'individual.' : `${id}.`,
      person: id,
      checks: internal.checks,
      isAwaited: true,
    })),
  ];
}

/** Requirements that are the account's, whichever of its data was looked at. */
const OF_ACCOUNT = /^(company|documents)\./;

function named({ prefix, person }: Subject, name: string): Need {
  if (OF_ACCOUNT.test(name)) return { name };
  return { name: `${prefix}${name}`, ...(person !== undefined && { of: { person, name } }) };
}

function unique(needs: readonly Need[]): Need[] {
  const byName = new Map<string, Need>();
  // A requirement that is due now replaces the same one due later.
  for (const need of needs) if (!byName.has(need.name) || !need.later) byName.set(need.name, need);
  return [...byName.values()];
}

/** Returns what a country accepts instead of fields that a business's persons lack. */
export function alternativesOf({ account }: Facts, names: readonly string[]): Requirements['alternatives'] {
  if (account.business_type === 'individual') return [];
  return Object.entries(rulesOf(account.country ?? '')?.alternatives ?? {}).flatMap(([field, other]) =>
    names
      .filter((name) => name.endsWith(`.${field}`))
      .map((name) => ({
        alternative_fields_due: [name.slice(0, -field.length) + other],
        original_fields_due: [name],
      })),
  );
}
