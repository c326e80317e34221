import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { capabilityOfV1 } from '../../../src/accounts/v2/capabilities.ts';
import { ACCOUNT_FIELDS, PERSON_FIELDS } from '../../../src/accounts/v2/fields.ts';
import {
  NOT_YET,
  PERSON_TOKENS_NOT_YET,
  PERSONS_NOT_YET,
  TOKENS_NOT_YET,
  UPDATES_NOT_YET,
} from '../../../src/accounts/v2/not-yet.ts';
import { type ContractType, type OperationId, paramsOf } from '../../../src/contract/contract.ts';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';
import { BANK } from './onboarding-data.ts';

type Create = Stripe.V2.Core.AccountCreateParams;

const ALL: Stripe.V2.Core.AccountCreateParams.Include[] = [
  'configuration.merchant',
  'configuration.recipient',
  'defaults',
  'identity',
  'requirements',
  'future_requirements',
];

/** A person in the United States, whose data is verified after a while. */
const INDIVIDUAL: Stripe.V2.Core.AccountCreateParams.Identity.Individual = {
  given_name: 'Jenny',
  surname: 'Rosen',
  email: 'jenny@example.com',
  phone: '0000000000',
  date_of_birth: { day: 1, month: 1, year: 1901 },
  address: { line1: 'address_full_match', city: 'San Francisco', state: 'CA', postal_code: '94111', country: 'US' },
  id_numbers: [{ type: 'us_ssn', value: '000000000' }],
  relationship: { title: 'Owner', percent_ownership: '12.5' as never },
  nationalities: ['US'],
};

const SHOP: Create = {
  contact_email: 'jenny@example.com',
  contact_phone: '+15551234567',
  display_name: 'Cups of Jenny',
  dashboard: 'none',
  identity: {
    country: 'us',
    entity_type: 'individual',
    individual: INDIVIDUAL,
    attestations: { terms_of_service: { account: { date: '2023-11-14T22:13:20.000Z', ip: '8.8.8.8' } } },
  },
  defaults: {
    responsibilities: { fees_collector: 'application', losses_collector: 'application' },
    profile: { business_url: 'https://accessible.stripe.com', product_description: 'Cups' },
  },
  configuration: {
    merchant: { mcc: '5734', capabilities: { card_payments: { requested: true } } },
    recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
  },
  metadata: { shop: '7' },
};

let harness: Harness;
let stripe: Stripe;
let shops = 0;

beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());
beforeEach(() => {
  stripe = harness.client(`sk_test_v2_accounts_${shops++}`);
});

async function refusalOf(request: Promise<unknown>): Promise<Json> {
  const error: Json = await request.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return { status: error?.statusCode, code: error?.code, param: error?.param };
}

describe('an account of v2', () => {
  it('shows the parts that a request includes, and no others', async () => {
    const plain = await stripe.v2.core.accounts.create(SHOP);
    expect(plain).toMatchObject({
      id: expect.stringMatching(/^acct_/),
      object: 'v2.core.account',
      applied_configurations: ['merchant', 'recipient'],
      contact_email: 'jenny@example.com',
      contact_phone: '+15551234567',
      created: expect.stringMatching(/^2026-\d\d-\d\dT.*Z$/),
      dashboard: 'none',
      display_name: 'Cups of Jenny',
      livemode: false,
      metadata: { shop: '7' },
    });
    for (const part of ['configuration', 'defaults', 'identity', 'requirements'])
      expect(plain).not.toHaveProperty(part);
    const whole = await stripe.v2.core.accounts.retrieve(plain.id, { include: ALL });
    expect(whole.identity).toMatchObject({
      country: 'US',
      entity_type: 'individual',
      individual: {
        given_name: 'Jenny',
        surname: 'Rosen',
        date_of_birth: { day: 1, month: 1, year: 1901 },
        id_numbers: [{ type: 'us_ssn' }],
        nationalities: ['US'],
        relationship: { title: 'Owner' },
      },
      attestations: { terms_of_service: { account: { date: '2023-11-14T22:13:20.000Z', ip: '8.8.8.8' } } },
    });
    expect(whole.identity).not.toHaveProperty('business_details');
    expect(whole.defaults).toMatchObject({
      currency: 'usd',
      profile: { business_url: 'https://accessible.stripe.com', product_description: 'Cups' },
      responsibilities: {
        fees_collector: 'application',
        losses_collector: 'application',
        requirements_collector: 'application',
      },
    });
    expect(whole.configuration?.merchant).toMatchObject({ applied: true, mcc: '5734' });
    expect(whole.requirements?.summary?.minimum_deadline).toMatchObject({ status: expect.stringMatching(/_due$/) });
    expect(
      whole.requirements?.entries?.find(({ description }) => description === 'defaults.payout_methods'),
    ).toMatchObject({
      awaiting_action_from: 'user',
      requested_reasons: [{ code: 'routine_onboarding' }],
    });
  });

  it('is the same account under v1, and turns active once what is due is given and verified', async () => {
    const { id } = await stripe.v2.core.accounts.create(SHOP);
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      type: 'none',
      controller: { requirement_collection: 'application', stripe_dashboard: { type: 'none' } },
      country: 'US',
      email: 'jenny@example.com',
      business_type: 'individual',
      individual: { first_name: 'Jenny', id_number_provided: true, relationship: { percent_ownership: 12.5 } },
      business_profile: { mcc: '5734', product_description: 'Cups' },
      metadata: { shop: '7' },
      settings: { dashboard: { display_name: 'Cups of Jenny' } },
    });
    await stripe.accounts.update(id, { external_account: BANK });
    await harness.florin.advance('1m');
    const active = await stripe.v2.core.accounts.retrieve(id, { include: ALL });
    expect(active.configuration).toMatchObject({
      merchant: { capabilities: { card_payments: { status: 'active', status_details: [] } } },
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { status: 'active' } } } },
    });
    expect(active).not.toHaveProperty('requirements');
    const own = { stripeAccount: id };
    await stripe.charges.create({ amount: 500, currency: 'usd', source: 'tok_visa' }, own);
  });

  it('is updated in parts; null unsets', async () => {
    const { id } = await stripe.v2.core.accounts.create(SHOP);
    const changed = await stripe.v2.core.accounts.update(id, {
      display_name: 'Jenny & Co.',
      contact_phone: null as never,
      metadata: { shop: null as never, city: 'Basel' },
      configuration: {
        merchant: { support: { phone: '+15557654321' }, card_payments: { decline_on: { cvc_failure: true } } },
      },
      identity: { individual: { given_name: 'Jen' } },
      include: ['configuration.merchant', 'identity'],
    });
    expect(changed).toMatchObject({
      display_name: 'Jenny & Co.',
      metadata: { city: 'Basel' },
      configuration: {
        merchant: { support: { phone: '+15557654321' }, card_payments: { decline_on: { cvc_failure: true } } },
      },
      identity: { individual: { given_name: 'Jen', surname: 'Rosen' } },
    });
    expect(changed).not.toHaveProperty('contact_phone');
  });

  it('is listed by its configurations, and once closed among the closed only', async () => {
    const { id: merchant } = await stripe.v2.core.accounts.create({ configuration: { merchant: {} } });
    const { id: recipient } = await stripe.v2.core.accounts.create({ configuration: { recipient: {} } });
    const ids = async (params: Stripe.V2.Core.AccountListParams) =>
      (await stripe.v2.core.accounts.list(params)).data.map(({ id }) => id);
    expect(await ids({})).toEqual([recipient, merchant]);
    expect(await ids({ applied_configurations: ['merchant'] })).toEqual([merchant]);
    expect(
      await refusalOf(stripe.v2.core.accounts.close(recipient, { applied_configurations: ['merchant'] })),
    ).toMatchObject({
      status: 400,
      param: 'applied_configurations',
    });
    const closed = await stripe.v2.core.accounts.close(recipient, { applied_configurations: ['recipient'] });
    expect(closed.closed).toBe(true);
    expect(await ids({})).toEqual([merchant]);
    expect(await ids({ closed: true })).toEqual([recipient]);
    expect((await stripe.accounts.list()).data.map(({ id }) => id)).toEqual([merchant]);
    expect(await refusalOf(stripe.accounts.retrieve(recipient))).toMatchObject({ status: 403 });
    expect(await refusalOf(stripe.v2.core.accounts.update(recipient, { display_name: 'x' }))).toMatchObject({
      status: 403,
    });
  });

  it('leads its owner to the form by an account link of v2', async () => {
    const { id } = await stripe.v2.core.accounts.create({ configuration: { merchant: {} } });
    const link = await stripe.v2.core.accountLinks
      .create({
        account: id,
        use_case: {
          type: 'account_onboarding',
          account_onboarding: {
            configurations: ['merchant'],
            refresh_url: 'https://shop.example/refresh',
            return_url: 'https://shop.example/return',
          } as never,
        },
      })
      .catch((error) => error);
    expect(link).toMatchObject({ param: 'use_case.account_onboarding.configurations' });
    const made = await stripe.v2.core.accountLinks.create({
      account: id,
      use_case: { type: 'account_onboarding', account_onboarding: { refresh_url: 'https://shop.example/refresh' } },
    });
    expect(made).toMatchObject({
      object: 'v2.core.account_link',
      account: id,
      use_case: { type: 'account_onboarding' },
    });
    const page = await harness.florin.fetch(made.url, { redirect: 'manual' });
    expect(page.status).toBe(303);
  });

  it('has events of its platform', async () => {
    const { id } = await stripe.v2.core.accounts.create(SHOP);
    await stripe.v2.core.accounts.update(id, { display_name: 'New', contact_email: 'new@example.com' });
    await stripe.accounts.update(id, { external_account: BANK });
    await harness.florin.advance('1m');
    await stripe.v2.core.accounts.close(id);
    const events = await stripe.v2.core.events.list({ object_id: id, limit: 100 });
    const types = events.data.map(({ type }) => type).reverse();
    expect(types[0]).toBe('v2.core.account.created');
    expect(types.at(-1)).toBe('v2.core.account.closed');
    expect(types).toContain('v2.core.account[requirements].updated');
    const turned = events.data.filter(({ type }) => type.includes('merchant].capability_status_updated'));
    expect(turned[0]).toMatchObject({
      related_object: { id, type: 'v2.core.account', url: `/v2/core/accounts/${id}` },
      data: { updated_capability: 'card_payments' },
    });
  });
});

describe('the persons of an account of v2', () => {
  it('are created, read, changed, listed and deleted', async () => {
    const { id } = await stripe.v2.core.accounts.create({
      dashboard: 'none',
      defaults: { responsibilities: { fees_collector: 'application', losses_collector: 'application' } },
      identity: { country: 'US', entity_type: 'company', business_details: { registered_name: 'Cups Inc.' } },
      configuration: { merchant: { capabilities: { card_payments: { requested: true } } } },
    });
    const { persons } = stripe.v2.core.accounts;
    const person = await persons.create(id, { given_name: 'Jenny', relationship: { owner: true } });
    expect(person).toMatchObject({ object: 'v2.core.account_person', account: id, given_name: 'Jenny' });
    const changed = await persons.update(id, person.id, { surname: 'Rosen', metadata: { a: '1' } });
    expect(changed).toMatchObject({ surname: 'Rosen', metadata: { a: '1' }, relationship: { owner: true } });
    expect(await stripe.accounts.retrievePerson(id, person.id)).toMatchObject({
      first_name: 'Jenny',
      last_name: 'Rosen',
    });
    expect((await persons.list(id)).data.map((one) => one.id)).toEqual([person.id]);
    expect(await persons.del(id, person.id)).toMatchObject({ id: person.id });
    expect(await refusalOf(persons.retrieve(id, person.id))).toMatchObject({ status: 404, code: 'not_found' });
    const events = await stripe.v2.core.events.list({ object_id: person.id });
    expect(events.data.map(({ type }) => type.replace(/.*\./, ''))).toEqual([
      'deleted',
      'updated',
      'updated',
      'created',
    ]);
  });
});

describe('misuse', () => {
  it.each<[string, Create, string]>([
    [
      'a moment that is none',
      { identity: { attestations: { terms_of_service: { account: { date: 'x', ip: '8.8.8.8' } } } } },
      'identity.attestations.terms_of_service.account.date',
    ],
    ['a country without accounts', { identity: { country: 'ZZ' } }, 'country'],
  ])('%s is refused', async (_, params, param) => {
    expect(
      await refusalOf(
        stripe.v2.core.accounts.create({
          dashboard: 'none',
          defaults: { responsibilities: { fees_collector: 'application', losses_collector: 'application' } },
          ...params,
        }),
      ),
    ).toMatchObject({ status: 400, param });
    expect((await stripe.v2.core.accounts.list()).data).toEqual([]);
  });

  it('what is fixed at the creation cannot change', async () => {
    const { id } = await stripe.v2.core.accounts.create(SHOP);
    const change = (params: Stripe.V2.Core.AccountUpdateParams) =>
      refusalOf(stripe.v2.core.accounts.update(id, params));
    expect(await change({ dashboard: 'full' })).toMatchObject({ status: 400, param: 'dashboard' });
    expect(await change({ identity: { country: 'CA' } })).toMatchObject({ status: 400, param: 'identity.country' });
  });

  it("another platform's account is refused", async () => {
    const { id } = await stripe.v2.core.accounts.create(SHOP);
    const other = harness.client('sk_test_v2_stranger');
    expect(await refusalOf(other.v2.core.accounts.retrieve(id))).toMatchObject({
      status: 403,
      code: 'account_invalid',
    });
  });
});

/** Parameters that the handlers read without a table. */
const READ_ELSEWHERE =
  /^(include|dashboard|account_token|person_token|(identity\.individual\.)?additional_names|display_name|contact_phone|defaults\.responsibilities\.|configuration\.\w+\.applied$|(identity\.(individual|business_details)\.)?id_numbers|.*(attested|shown_and_accepted)$|(.*\.)?documents\.\w+\.type$)/;

describe('every parameter of v2', () => {
  it.each<[OperationId, typeof ACCOUNT_FIELDS, readonly string[]]>([
    ['POST /v2/core/accounts', ACCOUNT_FIELDS, NOT_YET],
    ['POST /v2/core/accounts/{account}', ACCOUNT_FIELDS, UPDATES_NOT_YET],
    ['POST /v2/core/account_tokens', ACCOUNT_FIELDS, TOKENS_NOT_YET],
    ['POST /v2/core/accounts/{account}/person_tokens', PERSON_FIELDS, PERSON_TOKENS_NOT_YET],
    ['POST /v2/core/accounts/{account}/persons', PERSON_FIELDS, PERSONS_NOT_YET],
    ['POST /v2/core/accounts/{account}/persons/{person}', PERSON_FIELDS, PERSONS_NOT_YET],
  ])('of %s is translated or refused', (id, fields, notYet) => {
    const refused = notYet.map((path) => path.replaceAll('[', '.').replaceAll(']', ''));
    const isKnown = (path: string) =>
      fields.some(({ v2 }) => path === v2 || path.startsWith(`${v2}.`)) ||
      refused.some((name) => path === name || path.startsWith(`${name}.`)) ||
      READ_ELSEWHERE.test(path) ||
      isCapability(path);
    expect(leavesOf(paramsOf(id), '').filter((path) => !isKnown(path))).toEqual([]);
  });
});

function isCapability(path: string): boolean {
  const [, configuration, name] =
    /^configuration\.(merchant|recipient)\.capabilities\.(.+)\.requested$/.exec(path) ?? [];
  if (name === undefined) return false;
  return capabilityOfV1({ configuration: configuration as 'merchant', path: name }) !== undefined;
}

function leavesOf(type: ContractType, at: string): string[] {
  if (type.kind !== 'hash') return [at];
  return [...type.fields].flatMap(([name, inner]) => leavesOf(inner, at === '' ? name : `${at}.${name}`));
}
