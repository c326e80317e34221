import type { Context } from '../kernel/context.ts';
import { previousAttributes } from '../kernel/previous-attributes.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { listRequested, requestCapabilities, saveCapabilities } from './capabilities/store.ts';
import { embeddedExternalAccounts, listExternalAccounts } from './external-accounts/list.ts';
import { emitPerson } from './persons/emit.ts';
import { withIndividual } from './persons/individual.ts';
import { listPersons } from './persons/list.ts';
import type { Person } from './persons/type.ts';
import { type Assessment, assess } from './requirements/assess.ts';
import { nextReady } from './requirements/checks.ts';
import type { Facts } from './requirements/needs.ts';
import { moveTimer } from './requirements/timers.ts';
import { leastDelay } from './settings/schedule.ts';
import { type Account, accounts } from './type.ts';
import { emitChanges } from './v2/events.ts';
import { verifyAccount, verifyPerson } from './verify.ts';

/** The capabilities that an account with a dashboard of its own gets when its owner has submitted everything. */
const FIRST_CAPABILITIES = ['card_payments', 'transfers'];

/**
 * Brings an account up to date with what it has provided: has the verifier look at what changed, and derives its
 * requirements, those of its persons, its capabilities and what it may do, in one commit with the change. Emits
 * `capability.updated`, `person.updated` and, unless the account is new, `account.updated`, with the events of API v2. `before` is the account as it
 * was, undefined for a new one.
 */
export async function settle(context: Context, before: Account | undefined, draft: Account): Promise<Account> {
  const { work } = context;
  const own = work.for(draft.id);
  const platform = work.for(work.world);
  const stored = await listPersons(own);
  const account = await verifyAccount(context, draft, stored);
  const people = [];
  for (const person of stored) people.push(await verifyPerson(context, account.country ?? '', person));
  const externals = await listExternalAccounts(own);
  const facts: Facts = { account, people, hasExternalAccount: externals.length > 0 };
  const assessment = await assessRequested(own, facts);
  const updated = people.map((person, index) => savePerson(own, stored[index], person, assessment));
  await saveCapabilities(own, assessment.capabilities);
  const settled: Account = {
    ...withIndividual(account, updated),
    capabilities: Object.fromEntries([...assessment.capabilities].map(([name, { status }]) => [name, status])),
    charges_enabled: assessment.chargesEnabled,
    details_submitted: account.details_submitted || assessment.isSubmitted,
    external_accounts: embeddedExternalAccounts(account.id, externals),
    payouts_enabled: assessment.payoutsEnabled,
    future_requirements: assessment.future,
    requirements: assessment.requirements,
    internal: {
      ...account.internal,
      bankCurrencies: [...new Set(externals.map(({ currency }) => currency ?? ''))],
      delayDays: holdDays(account),
      deadline: assessment.requirements.current_deadline,
      readyAt: nextReady(checksOf(facts), work.worldNow),
    },
  };
  await moveTimers(platform, draft, settled);
  if (!before) {
    platform.insert(accounts, settled);
    platform.emit('v2.core.account.created', settled);
    return settled;
  }
  platform.save(settled);
  const previous = previousAttributes(before, settled);
  if (Object.keys(previous).length === 0) return settled;
  platform.emit('account.updated', settled, previous, settled.id);
  emitChanges(platform, before, settled, previous);
  return settled;
}

/** Days that funds are held: those of its schedule, and its country's where it is paid out by hand. */
function holdDays({ country = '', settings }: Account): number {
  const { interval, delay_days: days = leastDelay(country) } = settings?.payouts?.schedule ?? {};
  return interval === 'manual' ? leastDelay(country) : days;
}

function checksOf({ account, people }: Facts) {
  const { company, business } = account.internal.checks;
  return [...company, ...business, ...people.flatMap(({ internal }) => internal.checks)];
}

async function moveTimers(platform: UnitOfWork, from: Account, to: Account): Promise<void> {
  const move = (field: 'deadline' | 'readyAt') => ({ from: from.internal[field], to: to.internal[field] });
  await moveTimer(platform, to.id, 'account.deadline', move('deadline'));
  await moveTimer(platform, to.id, 'account.verified', move('readyAt'));
}

/** Assesses an account by the capabilities that it requests. */
async function assessRequested(own: UnitOfWork, facts: Facts): Promise<Assessment> {
  const { account } = facts;
  const requested = await listRequested(own);
  const assessment = assess(facts, requested, own.worldNow);
  const isFirst = assessment.isSubmitted && !account.details_submitted;
  if (!isFirst || account.controller?.stripe_dashboard?.type !== 'full') return assessment;
  return assess(facts, await requestCapabilities(own, FIRST_CAPABILITIES), own.worldNow);
}

/** Stores a person with what they lack, unless nothing is different. */
function savePerson(own: UnitOfWork, stored: Person | undefined, person: Person, assessment: Assessment): Person {
  const { people, futureOfPeople } = assessment;
  const requirements = people.get(person.id) ?? person.requirements;
  const changed: Person = {
    ...person,
    future_requirements: futureOfPeople.get(person.id) ?? person.future_requirements,
    requirements,
    verification: withStatus(person, requirements, own.worldNow),
  };
  if (stored && JSON.stringify(stored) === JSON.stringify(changed)) return stored;
  own.save(changed);
  const previous = previousAttributes(person, changed);
  // One that this decision creates has its own event.
  const isNew = own.versionOf(changed) === 0;
  if (!isNew && Object.keys(previous).length > 0) emitPerson(own, 'updated', changed, previous);
  return changed;
}

/** A person is verified once nothing of them is due, and their identity was verified. */
function withStatus(
  { verification, internal }: Person,
  { currently_due: due }: Person['requirements'],
  now: number,
): NonNullable<Person['verification']> {
  const isPending = internal.checks.some(({ part, readyAt }) => part === 'identity' && readyAt > now);
  const status = due.length > 0 ? 'unverified' : isPending ? 'pending' : 'verified';
  return { ...verification, status };
}
