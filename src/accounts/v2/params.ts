import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { isHash } from '../../kernel/hash.ts';
import type { CreateParams } from '../create.ts';
import type { AccountParams } from '../params.ts';
import type { PersonParams } from '../persons/fields.ts';
import { type Account, CONFIGURATIONS, type Configuration, type DataOfV2 } from '../type.ts';
import { capabilityOfV1 } from './capabilities.ts';
import { ACCOUNT_FIELDS, PERSON_FIELDS } from './fields.ts';
import { namesOfV1 } from './names.ts';
import { paramsOfV1, valueAt } from './translate.ts';
import { NOTHING_OF_V2 } from './view.ts';

type Create = Stripe.V2.Core.AccountCreateParams;
type Update = Stripe.V2.Core.AccountUpdateParams;
type OfToken = Stripe.V2.Core.AccountTokenCreateParams;
interface IdNumber {
  readonly type: string;
  readonly value: string;
}

/** The parameters of v1 with which an account of v2 is created, and what only v2 has of it. */
export function createParamsOf(sent: Create): { readonly params: CreateParams; readonly v2: DataOfV2 } {
  const { defaults, dashboard = 'full' } = sent;
  const { fees_collector: fees = 'stripe', losses_collector: losses = 'stripe' } = defaults?.responsibilities ?? {};
  const controller = {
    fees: { payer: fees === 'stripe' ? 'account' : fees },
    losses: { payments: losses },
    requirement_collection: dashboard === 'none' ? 'application' : 'stripe',
    stripe_dashboard: { type: dashboard },
  };
  // The contract of v2 has checked the values; the tables name parameters of v1.
  return { params: { ...sharedParams(sent), controller } as CreateParams, v2: dataOf(sent, NOTHING_OF_V2) };
}

/** As `createParamsOf`, for an account that exists. Throws for what cannot change. */
export function updateParamsOf(
  sent: Update,
  account: Account,
): { readonly params: AccountParams; readonly v2: DataOfV2 } {
  const { country: given, ...params } = sharedParams(sent);
  if (given !== undefined && given !== account.country) {
    throw invalidRequest(`The country of ${account.id} is ${account.country}, and cannot change.`, {
      param: 'identity.country',
    });
  }
  checkFixed(sent, account);
  return { params: params as AccountParams, v2: dataOf(sent, account.internal.v2 ?? NOTHING_OF_V2) };
}

/** The parameters of v1 for a person of v2. */
export function personParamsOf(sent: object): PersonParams {
  const numbers = numberParams(valueAt(sent, 'id_numbers'), personNumber);
  const token = valueAt(sent, 'person_token');
  return {
    ...paramsOfV1(sent, PERSON_FIELDS),
    ...namesOfV1(valueAt(sent, 'additional_names')),
    ...numbers,
    ...(token !== undefined && { person_token: token }),
  } as PersonParams;
}

/** The parameters of v1 that the token of an account holds. */
export function tokenParamsOf(sent: OfToken): Stripe.TokenCreateParams.Account {
  return sharedParams(sent) as Stripe.TokenCreateParams.Account;
}

function sharedParams(sent: Create | Update | OfToken): Record<string, unknown> {
  const { account_token: token } = { account_token: undefined, ...sent };
  const params: Record<string, unknown> = {
    ...paramsOfV1(sent, ACCOUNT_FIELDS),
    ...(token !== undefined && { account_token: token }),
  };
  addNames(params, 'individual', valueAt(sent, 'identity.individual.additional_names'));
  if (typeof params.country === 'string') params.country = params.country.toUpperCase();
  addNumbers(params, 'company', numberParams(valueAt(sent, 'identity.business_details.id_numbers'), businessNumber));
  addNumbers(params, 'individual', numberParams(valueAt(sent, 'identity.individual.id_numbers'), personNumber));
  const capabilities = capabilityParams(sent);
  return { ...params, ...(Object.keys(capabilities).length > 0 && { capabilities }) };
}

function addNames(params: Record<string, unknown>, place: string, names: unknown): void {
  const given = params[place];
  if (names !== undefined) params[place] = { ...(isHash(given) ? given : {}), ...namesOfV1(names) };
}

function addNumbers(params: Record<string, unknown>, place: string, numbers: Record<string, string>): void {
  const given = params[place];
  if (Object.keys(numbers).length > 0) params[place] = { ...(isHash(given) ? given : {}), ...numbers };
}

function numbersIn(list: unknown): readonly IdNumber[] {
  return Array.isArray(list) ? (list as IdNumber[]) : [];
}

function numberParams(list: unknown, nameOf: (type: string) => string): Record<string, string> {
  return Object.fromEntries(numbersIn(list).map(({ type, value }) => [nameOf(type), value]));
}

/** The parameter of v1 for a business's number. */
function businessNumber(type: string): string {
  return type.endsWith('_vat') ? 'vat_id' : 'tax_id';
}

/** The parameter of v1 for a person's number. */
function personNumber(type: string): string {
  return type === 'us_ssn_last_4' ? 'ssn_last_4' : 'id_number';
}

/** The capabilities that both configurations request, under their names in v1. */
function capabilityParams(sent: object): Record<string, { requested: boolean }> {
  const found: Record<string, { requested: boolean }> = {};
  for (const configuration of ['merchant', 'recipient'] as const) {
    for (const [path, requested] of requestsIn(valueAt(sent, `configuration.${configuration}.capabilities`), '')) {
      const name = capabilityOfV1({ configuration, path });
      if (name === undefined) throw new Error(`the capability ${path} is neither known nor refused`);
      found[name] = { requested };
    }
  }
  return found;
}

/** Every `requested` below a hash of capabilities, with the path that leads to it. */
function* requestsIn(hash: unknown, under: string): Iterable<[path: string, requested: boolean]> {
  if (!isHash(hash)) return;
  for (const [name, value] of Object.entries(hash)) {
    const path = under === '' ? name : `${under}.${name}`;
    if (isHash(value) && typeof value.requested === 'boolean') yield [path, value.requested];
    else yield* requestsIn(value, path);
  }
}

/** Fields of an account that only v2 has, after a request. */
function dataOf(sent: Create | Update, current: DataOfV2): DataOfV2 {
  const { contact_phone: phone, display_name: name, configuration } = sent;
  const configurations = CONFIGURATIONS.filter((one) => isApplied(one, configuration?.[one], current));
  const types = (place: string, known: readonly string[]) => [
    ...new Set([...known, ...numbersIn(valueAt(sent, `${place}.id_numbers`)).map(({ type }) => type)]),
  ];
  return {
    ...current,
    configurations,
    ...(phone !== undefined && { contactPhone: phone || null }),
    ...(name !== undefined && { displayName: name || null }),
    numberTypes: {
      business: types('identity.business_details', current.numberTypes.business),
      individual: types('identity.individual', current.numberTypes.individual),
    },
  };
}

function isApplied(name: Configuration, sent: object | undefined, { configurations }: DataOfV2): boolean {
  if (sent && 'applied' in sent && typeof sent.applied === 'boolean') return sent.applied;
  return sent !== undefined || configurations.includes(name);
}

/** The dashboard and who is responsible are fixed once an account exists. */
function checkFixed({ dashboard, defaults }: Update, { controller }: Account): void {
  const refuse = (param: string) =>
    invalidRequest(`\`${param}\` cannot change after the account was created. Create another account.`, { param });
  if (dashboard !== undefined && dashboard !== controller?.stripe_dashboard?.type) throw refuse('dashboard');
  const { fees_collector: fees, losses_collector: losses } = defaults?.responsibilities ?? {};
  const payer = fees === 'stripe' ? 'account' : fees;
  if (payer !== undefined && payer !== controller?.fees?.payer)
    throw refuse('defaults.responsibilities.fees_collector');
  if (losses !== undefined && losses !== controller?.losses?.payments) {
    throw refuse('defaults.responsibilities.losses_collector');
  }
}
