import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { define, operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource } from '../../kernel/resource.ts';
import { requireAccount, requireScope } from '../find.ts';
import { checkOwnerProvides } from '../owner-provides.ts';
import { settle } from '../settle.ts';
import type { Account } from '../type.ts';
import { emitPerson } from './emit.ts';
import { blankPerson, type PersonParams, withPersonParams } from './fields.ts';
import { listPersons, MOST_PERSONS } from './list.ts';
import { personTokenOf } from './token.ts';
import { type Person, persons } from './type.ts';

type Relationship = NonNullable<Person['relationship']>;

/** Creates a person of a business, for its platform or its owner. */
export async function createPerson(context: Context, account: Account, params: PersonParams): Promise<Person> {
  if (account.business_type === 'individual') {
    throw invalidRequest(
      `The account ${account.id} is of one person. Update that person, or set \`business_type\` to that of a company.`,
    );
  }
  const own = context.work.for(account.id);
  const others = await listPersons(own);
  if (others.length >= MOST_PERSONS) {
    throw invalidRequest(`The account has ${others.length} persons, the most it can have. Delete one first.`);
  }
  const blank = blankPerson(context, account.id, account.country ?? '', null);
  const person = own.insert(persons, await withParams(context, account, blank, params));
  checkRoles(person, others);
  await settle(context, account, account);
  const settled = await own.require(persons, person.id);
  emitPerson(own, 'created', settled);
  return settled;
}

/** Updates a person of an account, for its platform or its owner. */
export async function updatePerson(
  context: Context,
  account: Account,
  id: string,
  params: PersonParams,
): Promise<Person> {
  const own = context.work.for(account.id);
  const before = await own.require(persons, id);
  const changed = own.save(await withParams(context, account, before, params));
  checkRoles(changed, await listPersons(own));
  const previous = previousAttributes(before, changed);
  if (Object.keys(previous).length > 0) emitPerson(own, 'updated', changed, previous);
  await settle(context, account, account);
  return own.require(persons, id);
}

async function withParams(context: Context, account: Account, person: Person, params: PersonParams): Promise<Person> {
  const { sent, numbers } = await personTokenOf(context, account.id, params);
  const numbered = { ...person, internal: { ...person.internal, numbers: { ...person.internal.numbers, ...numbers } } };
  return withPersonParams(context, account.country ?? '', numbered, sent, null);
}

/** A business has one representative, and owners of at most all of it. */
function checkRoles(person: Person, all: readonly Person[]): void {
  const others = all.filter(({ id }) => id !== person.id);
  if (person.relationship?.representative && others.some(({ relationship }) => relationship?.representative)) {
    throw invalidRequest(
      'The account already has a representative. Unset `relationship[representative]` of that person first.',
      { param: 'relationship[representative]' },
    );
  }
  const shares = [person, ...others].map(({ relationship }) => relationship?.percent_ownership ?? 0);
  if (shares.reduce((sum, share) => sum + share, 0) <= 100) return;
  throw invalidRequest('The shares of the owners exceed 100 percent.', { param: 'relationship[percent_ownership]' });
}

/** Deletes a person of a business, for its platform. */
export async function removePerson(context: Context, account: Account, id: string): Promise<Stripe.DeletedPerson> {
  const own = context.work.for(account.id);
  const person = await own.require(persons, id);
  if (account.business_type === 'individual') {
    throw invalidRequest('The person that an individual account is of cannot be deleted. Delete the account instead.');
  }
  emitPerson(own, 'deleted', person);
  own.remove(person);
  await settle(context, account, account);
  return { id, object: 'person', deleted: true };
}

function hasRoles(person: Person, asked: object): boolean {
  const roles: Relationship = person.relationship ?? ({} as Relationship);
  return Object.entries(asked).every(([role, value]) => roles[role as keyof Relationship] === value);
}

const list = define('GET /v1/accounts/{account}/persons', async (context, params, path) => {
  const own = await requireScope(context, path.account);
  const found = (await listPersons(own)).filter((person) => hasRoles(person, params.relationship ?? {}));
  return pageOfItems(found, params, `/v1/accounts/${own.account}/persons`, persons.noun);
});

const retrieve = define('GET /v1/accounts/{account}/persons/{person}', async (context, _params, path) => {
  const own = await requireScope(context, path.account);
  const found = await own.get(persons, path.person);
  if (found) return found;
  throw resourceMissing(persons.noun, path.person, persons.idParam);
});

/** The account of a path. Throws where its owner provides its persons. */
export async function writableAccount(context: Context, id: string): Promise<Account> {
  const account = await requireAccount(context, id);
  checkOwnerProvides(account, 'persons');
  return account;
}

const createOperation = define(
  'POST /v1/accounts/{account}/persons',
  async (context, params, path) => createPerson(context, await writableAccount(context, path.account), params),
  { lock: 'account' },
);

const updateOperation = define(
  'POST /v1/accounts/{account}/persons/{person}',
  async (context, params, path) =>
    updatePerson(context, await writableAccount(context, path.account), path.person, params),
  { lock: 'account' },
);

const removeOperation = operation(
  'DELETE /v1/accounts/{account}/persons/{person}',
  async (context, _params, path) => removePerson(context, await writableAccount(context, path.account), path.person),
  { lock: 'account' },
);

export const personResource = resource(persons, {
  operations: [createOperation, retrieve, updateOperation, removeOperation, list],
});
