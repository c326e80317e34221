import { describe, expect, test } from 'vitest';
import { createHarness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';
import { BANK, complete, JENNY } from './onboarding-data.ts';

const BEING_VERIFIED = [
  'individual.address.city',
  'individual.address.line1',
  'individual.address.postal_code',
  'individual.address.state',
  'individual.id_number',
  'individual.verification.document',
];

describe('an account of one person in the United States', () => {
  test('is pending at first, and active some twenty seconds later', () =>
    withFlorin(async ({ florin, stripe }) => {
      const account = await stripe.accounts.create(complete());
      expect(account).toMatchObject({
        capabilities: { card_payments: 'pending', transfers: 'pending' },
        charges_enabled: false,
        details_submitted: true,
        individual: { id_number_provided: true, ssn_last_4_provided: true, verification: { status: 'pending' } },
        requirements: {
          currently_due: [],
          disabled_reason: 'requirements.pending_verification',
          pending_verification: BEING_VERIFIED,
        },
      });
      expect(JSON.stringify(account)).not.toContain('"id_number":');
      await florin.advance('19s');
      expect((await stripe.accounts.retrieve(account.id)).charges_enabled).toBe(false);
      await florin.advance('2s');
      expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
        capabilities: { card_payments: 'active', transfers: 'active' },
        charges_enabled: true,
        individual: { verification: { status: 'verified' } },
        payouts_enabled: true,
        requirements: { disabled_reason: null, eventually_due: [], pending_verification: [] },
      });
      const { data } = await stripe.events.list({ limit: 20 }, { stripeAccount: account.id });
      const types: string[] = data.map(({ type }) => type);
      for (const type of ['account.updated', 'capability.updated', 'person.updated']) expect(types).toContain(type);
    }));

  test('is active at once with the values that stand for an immediate result', () =>
    withFlorin(async ({ stripe }) => {
      const dob = { day: 1, month: 1, year: 1902 };
      const account = await stripe.accounts.create(complete({ individual: { ...JENNY, dob, id_number: '222222222' } }));
      expect(account).toMatchObject({ charges_enabled: true, payouts_enabled: true });
    }));

  test('asks for a document where its data does not match, and is satisfied with one', () =>
    withFlorin(async ({ florin, stripe }) => {
      const dob = { day: 2, month: 3, year: 1970 };
      const { id, individual } = await stripe.accounts.create(
        complete({ individual: { ...JENNY, dob, id_number: '111111111' } }),
      );
      await florin.advance('1m');
      const { requirements } = await stripe.accounts.retrieve(id);
      expect(requirements).toMatchObject({
        currently_due: ['individual.verification.document'],
        disabled_reason: 'requirements.past_due',
        errors: [{ code: 'verification_failed_id_number_match', requirement: 'individual.verification.document' }],
      });
      const person = individual?.id ?? '';
      await stripe.accounts.updatePerson(id, person, {
        verification: { document: { front: 'file_identity_document_failure' } },
      });
      await florin.advance('1m');
      const failed = await stripe.accounts.retrievePerson(id, person);
      expect(failed.requirements?.errors).toMatchObject([{ code: 'verification_document_failed_test_mode' }]);
      const proven = await stripe.accounts.updatePerson(id, person, {
        verification: { document: { front: 'file_identity_document_success' } },
      });
      expect(proven.verification?.status).toBe('pending');
      await florin.advance('1m');
      expect(await stripe.accounts.retrieve(id)).toMatchObject({ charges_enabled: true, payouts_enabled: true });
    }));

  test('keeps taking payments for two weeks when something falls due later', () =>
    withFlorin(async ({ florin, stripe }) => {
      const { id, individual } = await stripe.accounts.create(complete());
      await florin.advance('1m');
      await stripe.accounts.updatePerson(id, individual?.id ?? '', { address: { line1: 'address_no_match' } });
      await florin.advance('1m');
      const due = await stripe.accounts.retrieve(id);
      expect(due).toMatchObject({
        charges_enabled: true,
        requirements: {
          currently_due: ['individual.verification.additional_document'],
          current_deadline: expect.any(Number),
          past_due: [],
        },
      });
      await florin.advance('15d');
      expect(await stripe.accounts.retrieve(id)).toMatchObject({
        charges_enabled: false,
        payouts_enabled: false,
        requirements: {
          disabled_reason: 'requirements.past_due',
          past_due: ['individual.verification.additional_document'],
        },
      });
    }));
});

test('outside the United States complete data is verified in the same request', () =>
  withFlorin(async ({ stripe }) => {
    const person = { ...JENNY, address: { line1: 'Hauptstr. 1', city: 'Berlin', postal_code: '10115', country: 'DE' } };
    const german = await stripe.accounts.create(
      complete({
        country: 'DE',
        individual: person,
        external_account: {
          object: 'bank_account',
          country: 'DE',
          currency: 'eur',
          account_number: 'DE89370400440532013000',
        },
      }),
    );
    expect(german).toMatchObject({ charges_enabled: true, default_currency: 'eur', payouts_enabled: true });
    const singapore = await stripe.accounts.create(complete({ country: 'SG', individual: JENNY }));
    expect(singapore.requirements?.currently_due).toEqual([
      'individual.full_name_aliases',
      'individual.id_number',
      'individual.nationality',
    ]);
  }));

test('an account that only receives transfers is asked for less', () =>
  withFlorin(async ({ stripe }) => {
    const recipient: Parameters<typeof stripe.accounts.create>[0] = {
      type: 'custom',
      country: 'MX',
      business_type: 'company',
      capabilities: { transfers: { requested: true } },
      business_profile: { url: 'https://accessible.stripe.com' },
      company: {
        name: 'Rosen SA',
        tax_id: '000000000000',
        address: {
          line1: 'address_full_match',
          city: 'Mexico City',
          state: 'CMX',
          postal_code: '06700',
          country: 'MX',
        },
      },
      tos_acceptance: { date: 1_700_000_000, ip: '8.8.8.8', service_agreement: 'recipient' },
    };
    const account = await stripe.accounts.create(recipient);
    expect(account).toMatchObject({
      capabilities: { transfers: 'active' },
      details_submitted: true,
      requirements: { currently_due: ['external_account'], past_due: ['external_account'] },
    });
    const capabilities = { card_payments: { requested: true } };
    expect(await refusal(stripe.accounts.create({ ...recipient, capabilities }))).toMatchObject({ statusCode: 400 });
  }));

describe('a company', () => {
  const COMPANY = complete({
    business_type: 'company',
    company: {
      name: 'Rosen Ltd',
      phone: '0000000000',
      tax_id: '000000000',
      address: { line1: 'address_full_match', city: 'Burbank', state: 'CA', postal_code: '91506', country: 'US' },
    },
  });
  delete COMPANY.individual;

  test('is asked for its representative and owners, then for what those lack', () =>
    withFlorin(async ({ florin, stripe }) => {
      const { id, requirements } = await stripe.accounts.create(COMPANY);
      expect(requirements?.currently_due).toEqual([
        'company.owners_provided',
        'owners.email',
        'owners.first_name',
        'owners.last_name',
        'representative.address.city',
        'representative.address.line1',
        'representative.address.postal_code',
        'representative.address.state',
        'representative.dob.day',
        'representative.dob.month',
        'representative.dob.year',
        'representative.email',
        'representative.first_name',
        'representative.last_name',
        'representative.phone',
        'representative.relationship.executive',
        'representative.relationship.title',
        'representative.ssn_last_4',
      ]);
      expect(requirements?.alternatives).toEqual([
        { alternative_fields_due: ['owners.verification.document'], original_fields_due: ['owners.ssn_last_4'] },
        {
          alternative_fields_due: ['representative.verification.document'],
          original_fields_due: ['representative.ssn_last_4'],
        },
      ]);
      const person = await stripe.accounts.createPerson(id, {
        ...JENNY,
        relationship: { representative: true, owner: true, title: 'CEO', percent_ownership: 100 },
      });
      expect(person.requirements?.currently_due).toEqual(['ssn_last_4']);
      expect((await stripe.accounts.retrieve(id)).requirements?.currently_due).toEqual([`${person.id}.ssn_last_4`]);
      await stripe.accounts.updatePerson(id, person.id, { ssn_last_4: '0000' });
      await florin.advance('1m');
      expect(await stripe.accounts.retrieve(id)).toMatchObject({ charges_enabled: true, payouts_enabled: true });
    }));

  test('has one representative, and shares of at most all of it', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.accounts.create(COMPANY);
      const first = await stripe.accounts.createPerson(id, {
        first_name: 'Jenny',
        relationship: { representative: true, owner: true, percent_ownership: 60 },
      });
      for (const relationship of [{ representative: true }, { owner: true, percent_ownership: 50 }]) {
        expect(await refusal(stripe.accounts.createPerson(id, { relationship }))).toMatchObject({ statusCode: 400 });
      }
      const { data } = await stripe.accounts.listPersons(id, { relationship: { owner: true } });
      expect(data.map((person) => person.id)).toEqual([first.id]);
      expect(await stripe.accounts.deletePerson(id, first.id)).toMatchObject({ deleted: true });
      expect((await stripe.accounts.listPersons(id)).data).toEqual([]);
    }));

  test('whose tax id or website does not match is asked for it again', () =>
    withFlorin(async ({ florin, stripe }) => {
      const { id } = await stripe.accounts.create({
        ...COMPANY,
        company: { ...COMPANY.company, tax_id: '111111111' },
        business_profile: { url: 'https://passwordprotected.stripe.com' },
      });
      await florin.advance('1m');
      const { requirements } = await stripe.accounts.retrieve(id);
      expect(requirements?.errors?.map(({ code, requirement }) => [requirement, code])).toEqual([
        ['business_profile.url', 'invalid_url_website_inaccessible_password_protected'],
        ['company.tax_id', 'verification_failed_tax_id_match'],
      ]);
    }));
});

describe('external accounts', () => {
  test('are added, made the default, changed and removed', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: 'custom', country: 'US' });
      const bank = await stripe.accounts.createExternalAccount(id, { external_account: BANK });
      expect(bank).toMatchObject({
        object: 'bank_account',
        account: id,
        available_payout_methods: ['standard', 'instant'],
        bank_name: 'STRIPE TEST BANK',
        default_for_currency: true,
        status: 'new',
      });
      const card = await stripe.accounts.createExternalAccount(id, { external_account: 'tok_visa_debit' });
      expect(card).toMatchObject({ object: 'card', default_for_currency: false, last4: '5556' });
      expect(await refusal(stripe.accounts.deleteExternalAccount(id, bank.id))).toMatchObject({ statusCode: 400 });
      const chosen = await stripe.accounts.updateExternalAccount(id, card.id, { default_for_currency: true });
      expect(chosen).toMatchObject({ default_for_currency: true });
      expect(await stripe.accounts.deleteExternalAccount(id, bank.id)).toMatchObject({ deleted: true });
      const { data } = await stripe.accounts.listExternalAccounts(id, { object: 'card' });
      expect(data.map((found) => found.id)).toEqual([card.id]);
      const replaced = await stripe.accounts.update(id, { external_account: BANK });
      expect(replaced.external_accounts?.data).toMatchObject([{ object: 'bank_account', default_for_currency: true }]);
    }));

  test('are refused unless they are test accounts or debit cards', () =>
    withFlorin(async ({ call, stripe }) => {
      const { id } = await stripe.accounts.create({ type: 'custom', country: 'US' });
      const typed = { ...BANK, account_number: '123456781234' };
      expect(await refusal(stripe.accounts.createExternalAccount(id, { external_account: typed }))).toMatchObject({
        code: 'account_number_invalid',
        param: 'external_account[account_number]',
      });
      expect(await refusal(stripe.accounts.createExternalAccount(id, { external_account: 'tok_visa' }))).toMatchObject({
        code: 'invalid_card_type',
      });
      const { body } = await call('POST', `/v1/accounts/${id}`, {
        'bank_account[country]': 'US',
        'bank_account[account_number]': '123456781234',
        'bank_account[routing_number]': '110000000',
      });
      expect(body.error).toMatchObject({ param: 'bank_account[account_number]' });
    }));
});

describe('tokens', () => {
  const { object: _, ...TYPED } = BANK;

  test('bring an account, a person and a bank account without their numbers passing the platform', () =>
    withFlorin(async ({ client, stripe }) => {
      const page = client('pk_test_harness');
      const account = await page.tokens.create({
        account: {
          business_type: 'individual',
          individual: { ...JENNY, id_number: '000000000' },
          tos_shown_and_accepted: true,
        },
      });
      expect(account).toMatchObject({ type: 'account', used: false });
      const bank = await page.tokens.create({ bank_account: TYPED });
      const made = await stripe.accounts.create({
        type: 'custom',
        country: 'US',
        account_token: account.id,
        external_account: bank.id,
      });
      expect(made).toMatchObject({
        business_type: 'individual',
        external_accounts: { data: [{ last4: '6789' }] },
        individual: { first_name: 'Jenny', id_number_provided: true },
        tos_acceptance: { date: expect.any(Number) },
      });
      expect(await refusal(stripe.accounts.update(made.id, { account_token: account.id }))).toMatchObject({
        code: 'token_already_used',
      });
      const company = await stripe.accounts.create({ type: 'custom', country: 'US', business_type: 'company' });
      const person = await page.tokens.create({ person: { first_name: 'Jo', relationship: { owner: true } } });
      expect(await stripe.accounts.createPerson(company.id, { person_token: person.id })).toMatchObject({
        first_name: 'Jo',
        relationship: { owner: true },
      });
    }));
});

test('bad input about a person changes nothing', async () => {
  const harness = await createHarness();
  const { stripe } = harness;
  const { id, individual } = await stripe.accounts.create(complete());
  const before = await stripe.accounts.retrieve(id);
  for (const params of [
    { dob: { day: 31, month: 2, year: 1980 } },
    { dob: { day: 1, month: 1, year: 2020 } },
    { email: 'nobody' },
    { relationship: { percent_ownership: 120 } },
    { verification: { document: { front: 'file_missing' } } },
  ]) {
    expect(await refusal(stripe.accounts.updatePerson(id, individual?.id ?? '', params))).toMatchObject({
      statusCode: 400,
    });
  }
  expect(await refusal(stripe.accounts.retrievePerson(id, 'person_missing'))).toMatchObject({ statusCode: 404 });
  expect(await stripe.accounts.retrieve(id)).toEqual(before);
  await harness.close();
});

test('a business that is not in use is paused, and one may have to provide at once what is asked for later', () =>
  withFlorin(async ({ florin, stripe }) => {
    const url = 'https://inactivity.stripe.com';
    const { id } = await stripe.accounts.create(complete({ business_profile: { mcc: '5734', url } }));
    await florin.advance('1m');
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { card_payments: 'inactive', transfers: 'inactive' },
      charges_enabled: false,
      payouts_enabled: false,
    });
    const paused = await stripe.accounts.retrieveCapability(id, 'card_payments');
    expect(paused.requirements?.disabled_reason).toBe('paused.inactivity');
    await stripe.accounts.update(id, { business_profile: { url: 'https://accessible.stripe.com' } });
    await florin.advance('1m');
    expect((await stripe.accounts.retrieve(id)).charges_enabled).toBe(true);

    const company = { ...complete(), business_type: 'company' } as const;
    const { individual: _, ...plain } = company;
    const { requirements: usual } = await stripe.accounts.create(plain);
    expect(usual?.eventually_due?.length).toBeGreaterThan(usual?.currently_due?.length ?? 0);
    const email = 'shop+enforce_future_requirements@example.com';
    const { requirements: enforced } = await stripe.accounts.create({ ...plain, email });
    expect(enforced?.currently_due).toEqual(usual?.eventually_due);
  }));
