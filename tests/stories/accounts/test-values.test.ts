import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';
import { complete, JENNY } from './onboarding-data.ts';

type Create = Stripe.AccountCreateParams;
type Person = Stripe.AccountCreatePersonParams;

let harness: Harness;
let stripe: Stripe;

beforeAll(async () => {
  harness = await createHarness();
  stripe = harness.client('sk_test_values');
});
afterAll(() => harness.close());

const individual = (more: object) => complete({ individual: { ...JENNY, id_number: '000000000', ...more } });
const profile = (more: object) =>
  complete({ business_profile: { mcc: '5734', url: 'https://accessible.stripe.com', ...more } });
const address = (line1: string) => ({ ...JENNY.address, line1 });
const company = (more: object): Create =>
  complete({
    business_type: 'company',
    individual: undefined as never,
    company: {
      name: 'Rosen Inc.',
      tax_id: '000000000',
      phone: '0000000000',
      address: JENNY.address,
      owners_provided: true,
      directors_provided: true,
      executives_provided: true,
      ...more,
    },
  });
const REPRESENTATIVE: Person = {
  ...JENNY,
  id_number: '000000000',
  relationship: { representative: true, executive: true, title: 'CEO' },
};

/** The state of an account once everything that was given is verified. */
async function outcomeOf(params: Create, people: readonly Person[] = []): Promise<Stripe.Account> {
  const { id } = await stripe.accounts.create(params);
  for (const person of people) await stripe.accounts.createPerson(id, person);
  await harness.florin.advance('30s', { key: 'sk_test_values' });
  return stripe.accounts.retrieve(id);
}

const errorsOf = ({ requirements }: Stripe.Account) =>
  requirements?.errors?.map(({ code, requirement }) => [requirement.replace(/^person_\w+/, 'person'), code]);

const ACTIVE: readonly [string, Create][] = [
  ['dob 1901-01-01', individual({})],
  ['dob 1902-01-01', individual({ dob: { day: 1, month: 1, year: 1902 } })],
  ['id_number 222222222', individual({ id_number: '222222222' })],
  ['ssn_last_4 0000', individual({ id_number: undefined, ssn_last_4: '0000' })],
  ['address_full_match', individual({ address: address('address_full_match') })],
  ['phone 0000000000', individual({ phone: '0000000000' })],
  ['https://accessible.stripe.com', profile({})],
  [
    'the document file_identity_document_success',
    individual({
      id_number: '111111111',
      dob: { day: 2, month: 2, year: 1980 },
      verification: { document: { front: 'file_identity_document_success' } },
    }),
  ],
];

test.each(ACTIVE)('%s: payments and payouts are enabled', async (_, params) => {
  const account = await outcomeOf(params);
  expect(account).toMatchObject({ charges_enabled: true, payouts_enabled: true });
  expect(errorsOf(account)).toEqual([]);
});

const ACTIVE_COMPANIES: readonly [string, object][] = [
  ['tax_id 000000000', {}],
  ['tax_id 000000001', { tax_id: '000000001' }],
  ['tax_id 222222222', { tax_id: '222222222' }],
  ['match_name_relationships', { name: 'match_name_relationships' }],
];

test.each(ACTIVE_COMPANIES)('%s: a company is enabled', async (_, given) => {
  const account = await outcomeOf(company(given), [REPRESENTATIVE]);
  expect(account).toMatchObject({ charges_enabled: true, payouts_enabled: true });
});

const REFUSED: readonly [string, Create, string, string][] = [
  [
    'dob 1900-01-01',
    individual({ dob: { day: 1, month: 1, year: 1900 } }),
    'individual.verification.document',
    'verification_failed_other',
  ],
  [
    'another dob',
    individual({ dob: { day: 3, month: 4, year: 1980 } }),
    'individual.verification.document',
    'verification_failed_keyed_identity',
  ],
  [
    'id_number 111111111',
    individual({ id_number: '111111111' }),
    'individual.verification.document',
    'verification_failed_id_number_match',
  ],
  [
    'ssn_last_4 1111',
    individual({ id_number: undefined, ssn_last_4: '1111' }),
    'individual.verification.document',
    'verification_failed_id_number_match',
  ],
  [
    'address_no_match',
    individual({ address: address('address_no_match') }),
    'individual.verification.additional_document',
    'verification_failed_address_match',
  ],
  [
    'address_line1_no_match',
    individual({ address: address('address_line1_no_match') }),
    'individual.verification.additional_document',
    'verification_failed_address_match',
  ],
  [
    'the document file_identity_document_failure',
    individual({ verification: { document: { front: 'file_identity_document_failure' } } }),
    'individual.verification.document',
    'verification_document_failed_test_mode',
  ],
  [
    'disallowed_dba',
    profile({ name: 'disallowed_dba' }),
    'business_profile.name',
    'invalid_business_profile_name_denylisted',
  ],
  ['invalid_dba', profile({ name: 'invalid_dba' }), 'business_profile.name', 'invalid_business_profile_name'],
  [
    'require_url',
    profile({ url: undefined, product_description: 'require_url' }),
    'business_profile.url',
    'invalid_url_web_presence_detected',
  ],
  [
    'descriptor mismatch',
    complete({ settings: { payments: { statement_descriptor: 'mismatch' } } }),
    'settings.payments.statement_descriptor',
    'invalid_statement_descriptor_business_mismatch',
  ],
  [
    'descriptor disallowed',
    complete({ settings: { payments: { statement_descriptor: 'disallowed' } } }),
    'settings.payments.statement_descriptor',
    'invalid_statement_descriptor_denylisted',
  ],
  [
    'prefix mismatch',
    complete({ settings: { card_payments: { statement_descriptor_prefix: 'mismatch' } } }),
    'settings.card_payments.statement_descriptor_prefix',
    'invalid_statement_descriptor_prefix_mismatch',
  ],
  [
    'prefix disallowed',
    complete({ settings: { card_payments: { statement_descriptor_prefix: 'disallowed' } } }),
    'settings.card_payments.statement_descriptor_prefix',
    'invalid_statement_descriptor_prefix_denylisted',
  ],
  ...Object.entries({
    disallowed: 'denylisted',
    geoblocked: 'website_inaccessible_geoblocked',
    problem: 'website_other',
    missing: 'website_incomplete',
    mismatch: 'website_business_information_mismatch',
    passwordprotected: 'website_inaccessible_password_protected',
    underconstruction: 'website_incomplete_under_construction',
    inaccessible: 'website_inaccessible',
  }).map(([host, code]): [string, Create, string, string] => [
    `https://${host}.stripe.com`,
    profile({ url: `https://${host}.stripe.com` }),
    'business_profile.url',
    `invalid_url_${code}`,
  ]),
];

test.each(REFUSED)('%s: it is asked for again', async (_, params, requirement, code) => {
  const account = await outcomeOf(params);
  expect(errorsOf(account)).toEqual([[requirement, code]]);
  expect(account.requirements?.currently_due).toEqual([requirement]);
  expect(account).toMatchObject({ charges_enabled: false, payouts_enabled: false });
});

const REFUSED_COMPANIES: readonly [string, object, string, string][] = [
  ['tax_id 111111111', { tax_id: '111111111' }, 'company.tax_id', 'verification_failed_tax_id_match'],
  ['tax_id 111111112', { tax_id: '111111112' }, 'company.tax_id', 'verification_failed_tax_id_not_issued'],
  ['tax_id 222221000', { tax_id: '222221000' }, 'company.verification.document', 'verification_failed_keyed_match'],
  [
    'tax_id 222221001',
    { tax_id: '222221001' },
    'documents.proof_of_ultimate_beneficial_ownership.files',
    'verification_missing_owners',
  ],
  [
    'tax_id 222221002',
    { tax_id: '222221002' },
    'documents.proof_of_registration.files',
    'verification_missing_directors',
  ],
  ['tax_id 222221003', { tax_id: '222221003' }, 'company.owners_provided', 'verification_missing_owners'],
  ['tax_id 222221004', { tax_id: '222221004' }, 'company.directors_provided', 'verification_missing_directors'],
  ['disallowed_name', { name: 'disallowed_name' }, 'company.name', 'invalid_company_name_denylisted'],
  ['mismatch_business_name', { name: 'mismatch_business_name' }, 'company.name', 'verification_failed_name_match'],
  ['match_name_only', { name: 'match_name_only' }, 'company.verification.document', 'verification_failed_keyed_match'],
  [
    'address_line1_no_match',
    { address: address('address_line1_no_match') },
    'company.address.line1',
    'verification_failed_address_match',
  ],
];

test.each(REFUSED_COMPANIES)('%s: a company is asked for it again', async (_, given, requirement, code) => {
  const account = await outcomeOf(company(given), [REPRESENTATIVE]);
  expect(errorsOf(account)).toEqual([[requirement, code]]);
  expect(account.requirements?.currently_due).toEqual([requirement]);
  expect(account).toMatchObject({ charges_enabled: false, payouts_enabled: false });
});

const ROLES: readonly [string, Person['relationship'], string, string][] = [
  ['mismatch_director', { director: true }, 'person.first_name', 'verification_directors_mismatch'],
  ['missing_director', { director: true }, 'company.directors_provided', 'verification_missing_directors'],
  ['extraneous_director', { director: true }, 'person.relationship.director', 'verification_extraneous_directors'],
  ['mismatch_owner', { owner: true }, 'person.first_name', 'verification_failed_keyed_match'],
  ['missing_owner', { owner: true }, 'company.owners_provided', 'verification_missing_owners'],
  ['extraneous_owner', { owner: true }, 'person.relationship.owner', 'verification_failed_keyed_match'],
];

test.each(ROLES)('a person named %s does not match the register', async (name, relationship, requirement, code) => {
  const { title, ...rest } = { title: 'Partner', ...relationship };
  const account = await outcomeOf(company({}), [
    REPRESENTATIVE,
    { ...JENNY, first_name: name, id_number: '000000000', relationship: { ...rest, title } },
  ]);
  expect(errorsOf(account)).toEqual([[requirement, code]]);
});

test('a business at address_no_match takes payments, and is not paid out', async () => {
  const account = await outcomeOf(company({ address: address('address_no_match') }), [REPRESENTATIVE]);
  expect(account).toMatchObject({ charges_enabled: true, payouts_enabled: false });
  expect(errorsOf(account)).toEqual([['company.address.line1', 'verification_failed_address_match']]);
});

test('a register that is slow answers after a day', async () => {
  const account = await outcomeOf(company({ tax_id: '222221005' }), [REPRESENTATIVE]);
  expect(account).toMatchObject({ charges_enabled: false });
  expect(account.requirements?.pending_verification).toContain('company.tax_id');
  await harness.florin.advance('24h', { key: 'sk_test_values' });
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({ charges_enabled: true });
});

test('documents that prove a company are read, and missing owners are added', async () => {
  const { id } = await outcomeOf(company({ tax_id: '222221002' }), [REPRESENTATIVE]);
  const prove = async (file: string) =>
    errorsOf(await stripe.accounts.update(id, { documents: { proof_of_registration: { files: [file] } } }));
  const asked = 'documents.proof_of_registration.files';
  expect(await prove('file_relationship_document_invalid')).toEqual([[asked, 'verification_document_invalid']]);
  expect(await prove('file_relationship_document_mismatch')).toEqual([[asked, 'verification_failed_document_match']]);
  expect(await prove('file_relationship_document_invalid_signer')).toEqual([[asked, 'invalid_signator']]);
  expect(await prove('file_relationship_document_success')).toEqual([]);
  const { id: other } = await outcomeOf(company({ tax_id: '222221003' }), [REPRESENTATIVE]);
  for (const last_name of ['Rosen', 'Dupont']) {
    await stripe.accounts.createPerson(other, {
      ...JENNY,
      last_name,
      id_number: '000000000',
      relationship: { owner: true },
    });
  }
  await harness.florin.advance('30s', { key: 'sk_test_values' });
  expect(await stripe.accounts.retrieve(other)).toMatchObject({ charges_enabled: true, requirements: { errors: [] } });
});

test('a business of high risk is reviewed until it has another name', async () => {
  const account = await outcomeOf(profile({ name: 'Casino_high_risk' }));
  expect(account).toMatchObject({
    charges_enabled: false,
    payouts_enabled: false,
    requirements: { disabled_reason: 'under_review' },
  });
  expect(await stripe.accounts.update(account.id, { business_profile: { name: 'Cups' } })).toMatchObject({
    charges_enabled: true,
    requirements: { disabled_reason: null },
  });
});

test('an inactive business is paused', async () => {
  const { id, charges_enabled } = await outcomeOf(profile({ url: 'https://inactivity.stripe.com' }));
  expect(charges_enabled).toBe(false);
  expect(await stripe.accounts.retrieveCapability(id, 'card_payments')).toMatchObject({
    status: 'inactive',
    requirements: { disabled_reason: 'paused.inactivity' },
  });
  expect(await stripe.accounts.retrieveCapability(id, 'card_payments', {}, { apiVersion: '2023-10-16' })).toMatchObject(
    { requirements: { disabled_reason: 'rejected.other' } },
  );
});

test('an e-mail address with enforce_future_requirements has everything due', async () => {
  const account = await outcomeOf({
    ...individual({ id_number: undefined, ssn_last_4: '0000' }),
    email: 'a+enforce_future_requirements@example.com',
  });
  expect(account.requirements?.currently_due).toEqual(account.requirements?.eventually_due);
});
