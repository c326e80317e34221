import { capabilityKind } from '../capabilities/kinds.ts';
import { isCollectedByPlatform } from '../controller.ts';
import type { Person } from '../persons/type.ts';
import { isRecipient } from '../tos-acceptance.ts';
import type { Account } from '../type.ts';
import { imposes } from './checks.ts';
import { rulesOf } from './country-rules.ts';
import { alternativesOf, type Due, dueOf } from './due.ts';
import type { Facts, Need } from './needs.ts';
import { NOTHING_DUE, type PersonRequirements, type Requirements } from './type.ts';

/** A capability's state. */
interface CapabilityState {
  readonly status: 'active' | 'inactive' | 'pending';
  readonly requirements: Requirements;
}

/** The abilities of an account, and its missing requirements. */
export interface Assessment {
  readonly requirements: Requirements;
  readonly future: Requirements;
  /** By person. */
  readonly people: ReadonlyMap<string, PersonRequirements>;
  readonly futureOfPeople: ReadonlyMap<string, PersonRequirements>;
  readonly capabilities: ReadonlyMap<string, CapabilityState>;
  readonly chargesEnabled: boolean;
  readonly payoutsEnabled: boolean;
  /** True if nothing is due of what has to be submitted at first. */
  readonly isSubmitted: boolean;
}

/** Time to provide what falls due while an account is enabled: two weeks. */
const GRACE_SECONDS = 14 * 86_400;

/**
 * Returns what an account may do and what it lacks. `facts.account` is as it was assessed last, apart from what was
 * changed since. `requested` are the names of its requested capabilities; `now` is in seconds since epoch.
 */
export function assess(facts: Facts, requested: readonly string[], now: number): Assessment {
  const { account } = facts;
  const due = dueOf(facts, now);
  const deadline = deadlineOf(account, due, now);
  const requirements = requirementsOf(facts, due, deadline, now);
  const ofCapabilities = without(requirements, due, ({ onlyPayouts }) => onlyPayouts === true);
  // An account that is enabled stays so while data that changed is verified again.
  const awaited = !isEnabled(account) && due.pending.some(({ isAwaited }) => isAwaited);
  const capabilities = new Map(requested.map((name) => [name, stateOf(name, account, ofCapabilities, awaited)]));
  const isActive = (name: string) => capabilities.get(name)?.status === 'active';
  const { rejected } = account.internal;
  const paused = pausedOf(account);
  const nextRules = nextRulesAt(account);
  const people = new Map(facts.people.map((person) => [person.id, ofPerson(person, facts, due, requirements)]));
  const takesPayments = isActive('card_payments') || (isRecipient(account) && isActive('transfers'));
  return {
    requirements: { ...requirements, disabled_reason: disabledReason(account, requirements, awaited) },
    future: futureOf(account, due, requirements),
    people,
    futureOfPeople: new Map(nextRules === null ? [] : [...people].map(([id, own]) => [id, { ...own, past_due: [] }])),
    capabilities,
    chargesEnabled: rejected === undefined && !paused.includes('charges') && takesPayments,
    payoutsEnabled:
      rejected === undefined
        ? !paused.includes('payouts') && isActive('transfers') && !due.needs.some(({ onlyPayouts }) => onlyPayouts)
        : rejected.keepsPayouts && account.payouts_enabled,
    isSubmitted: requirements.currently_due.every((name) => mayFollow(account, name)),
  };
}

/** A business has submitted its details also while its bank account is missing. */
function mayFollow({ business_type: type }: Account, name: string): boolean {
  return type !== 'individual' && type !== null && name === 'external_account';
}

/** The moment at which the next rules of an account's country apply to it; null if none are known. */
function nextRulesAt(account: Account): number | null {
  return isCollectedByPlatform(account) ? (rulesOf(account.country ?? '')?.nextRulesAt ?? null) : null;
}

/** The requirements under the next rules: the same. Only what stops payouts already is past due there. */
function futureOf(account: Account, { needs }: Due, requirements: Requirements): Requirements {
  const deadline = nextRulesAt(account);
  if (deadline === null) return NOTHING_DUE;
  const stopping = new Set(needs.flatMap(({ name, onlyPayouts }) => (onlyPayouts ? [name] : [])));
  return {
    ...requirements,
    current_deadline: deadline,
    disabled_reason: null,
    past_due: requirements.past_due.filter((name) => stopping.has(name)),
  };
}

function isEnabled({ charges_enabled: charges, payouts_enabled: payouts }: Account): boolean {
  return charges || payouts;
}

/** The deadline of requirements that fall due while an account is enabled; null if none has one. */
function deadlineOf(account: Account, { needs }: Due, now: number): number | null {
  const isNew = ({ name, later, onlyPayouts }: Need) =>
    !later && !onlyPayouts && !account.requirements.past_due.includes(name);
  if (!needs.some(isNew) || !isEnabled(account)) return null;
  return account.internal.deadline ?? now + GRACE_SECONDS;
}

function requirementsOf(facts: Facts, due: Due, deadline: number | null, now: number): Requirements {
  const { past_due: before } = facts.account.requirements;
  const isPast = ({ name, onlyPayouts }: Need) =>
    onlyPayouts === true || deadline === null || deadline <= now || before.includes(name);
  const current = due.needs.filter(({ later }) => !later);
  const eventually = names(due.needs);
  return {
    alternatives: alternativesOf(facts, eventually),
    current_deadline: deadline,
    currently_due: names(current),
    disabled_reason: null,
    errors: due.errors.map(({ of: _, ...error }) => error),
    eventually_due: eventually,
    past_due: names(current.filter(isPast)),
    pending_verification: names(due.pending),
  };
}

function names(needs: readonly Need[]): string[] {
  return needs.map(({ name }) => name).sort();
}

/** Requirements without those of some needs. */
function without(requirements: Requirements, { needs }: Due, isLeftOut: (need: Need) => boolean): Requirements {
  const left = new Set(needs.filter(isLeftOut).map(({ name }) => name));
  const rest = (list: readonly string[]) => list.filter((name) => !left.has(name));
  return {
    ...requirements,
    currently_due: rest(requirements.currently_due),
    eventually_due: rest(requirements.eventually_due),
    past_due: rest(requirements.past_due),
  };
}

function stateOf(name: string, account: Account, needed: Requirements, awaited: boolean): CapabilityState {
  const kind = capabilityKind(name);
  if (account.internal.rejected !== undefined) {
    return { status: 'inactive', requirements: { ...needed, disabled_reason: 'rejected.other' } };
  }
  if (imposes(account, 'inactivity')) {
    return { status: 'inactive', requirements: { ...needed, disabled_reason: 'paused.inactivity' } };
  }
  if (kind === 'free') return { status: 'active', requirements: NOTHING_DUE };
  if (kind === 'unavailable' || needed.past_due.length > 0) {
    const own = kind === 'unavailable' ? NOTHING_DUE : needed;
    return { status: 'inactive', requirements: { ...own, disabled_reason: 'requirements.fields_needed' } };
  }
  if (awaited) return { status: 'pending', requirements: { ...needed, disabled_reason: 'pending.review' } };
  return { status: 'active', requirements: needed };
}

function disabledReason({ internal }: Account, { past_due: past }: Requirements, awaited: boolean): string | null {
  if (internal.rejected !== undefined) return `rejected.${internal.rejected.reason}`;
  if (past.length > 0) return 'requirements.past_due';
  if (awaited) return 'requirements.pending_verification';
  return pausedOf({ internal }).length > 0 ? 'under_review' : null;
}

/** Payments or payouts that are paused while an account is reviewed. */
function pausedOf({ internal }: Pick<Account, 'internal'>): readonly ('charges' | 'payouts')[] {
  return imposes({ internal }, 'review') ? ['charges', 'payouts'] : (internal.paused ?? []);
}

/** The part of a person, under the names that it has there. */
function ofPerson(person: Person, facts: Facts, due: Due, whole: Requirements): PersonRequirements {
  const own = due.needs.flatMap((need) => (need.of?.person === person.id ? [{ ...need, bare: need.of.name }] : []));
  const bare = (needs: typeof own) => needs.map((need) => need.bare).sort();
  const now = own.filter(({ later }) => !later);
  const pending = due.pending.flatMap(({ of }) => (of?.person === person.id ? [of.name] : []));
  const errors = due.errors.flatMap(({ of, code, reason }) =>
    of?.person === person.id ? [{ code, reason, requirement: of.name }] : [],
  );
  const isOwn = (name: string) => own.some((need) => need.name === name);
  const shorten = (name: string) => own.find((need) => need.name === name)?.bare ?? name;
  const alternatives = alternativesOf(facts, whole.eventually_due.filter(isOwn)).map((alternative) => ({
    alternative_fields_due: alternative.alternative_fields_due.map((name) => name.slice(person.id.length + 1)),
    original_fields_due: alternative.original_fields_due.map(shorten),
  }));
  return {
    alternatives,
    currently_due: bare(now),
    errors,
    eventually_due: bare(own),
    past_due: bare(now.filter(({ name }) => whole.past_due.includes(name))),
    pending_verification: pending.sort(),
  };
}
