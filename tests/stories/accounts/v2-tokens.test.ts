import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';

let harness: Harness;
let stripe: Stripe;
let page: Stripe;
let shops = 0;

beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());
beforeEach(() => {
  stripe = harness.client(`sk_test_v2_tokens_${shops}`);
  page = harness.client(`pk_test_v2_tokens_${shops}`);
  shops++;
});

const PLATFORM_COLLECTS: Stripe.V2.Core.AccountCreateParams = {
  dashboard: 'none',
  defaults: { responsibilities: { fees_collector: 'application', losses_collector: 'application' } },
  identity: { country: 'FR' },
  configuration: { recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } } },
};

describe('a token for an account of v2', () => {
  it('carries the identity and the acceptance of terms from a page to an account', async () => {
    const token = await page.v2.core.accountTokens.create({
      contact_email: 'jenny@example.com',
      contact_phone: '+33612345678',
      display_name: 'Tasses',
      identity: {
        entity_type: 'individual',
        individual: {
          given_name: 'Jenny',
          surname: 'Rosen',
          id_numbers: [{ type: 'fr_nir', value: '000000000' }],
          additional_names: [
            { purpose: 'alias', full_name: 'Jen R.' },
            { purpose: 'maiden', surname: 'Dupont' },
          ],
          additional_addresses: [{ purpose: 'registered', city: 'Lyon', country: 'FR' }],
        },
        attestations: { terms_of_service: { account: { shown_and_accepted: true } } },
      },
    });
    expect(token).toMatchObject({
      id: expect.stringMatching(/^accttok_/),
      object: 'v2.core.account_token',
      livemode: false,
      used: false,
    });
    expect(Date.parse(token.expires_at) - Date.parse(token.created)).toBe(600_000);
    const account = await stripe.v2.core.accounts.create({
      ...PLATFORM_COLLECTS,
      account_token: token.id,
      identity: { country: 'FR', individual: { email: 'jenny@example.com' } },
      include: ['identity'],
    });
    expect(account).toMatchObject({
      contact_email: 'jenny@example.com',
      contact_phone: '+33612345678',
      display_name: 'Tasses',
      identity: {
        entity_type: 'individual',
        individual: {
          given_name: 'Jenny',
          email: 'jenny@example.com',
          id_numbers: [{ type: 'fr_nir' }],
          additional_names: [
            { purpose: 'alias', full_name: 'Jen R.' },
            { purpose: 'maiden', surname: 'Dupont' },
          ],
          additional_addresses: [{ purpose: 'registered', city: 'Lyon', country: 'FR' }],
        },
        attestations: { terms_of_service: { account: { date: token.created } } },
      },
    });
    expect(await stripe.v2.core.accountTokens.retrieve(token.id)).toMatchObject({ id: token.id, used: true });
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      individual: { first_name: 'Jenny', id_number_provided: true },
    });
    await expect(stripe.v2.core.accounts.update(account.id, { account_token: token.id })).rejects.toMatchObject({
      message: expect.stringContaining('more than once'),
    });
  });

  it('updates a company, whose directors declare themselves by it', async () => {
    const { id } = await stripe.v2.core.accounts.create({
      ...PLATFORM_COLLECTS,
      identity: { country: 'FR', entity_type: 'company', business_details: { registered_name: 'Tasses SARL' } },
    });
    const { id: token } = await page.v2.core.accountTokens.create({
      identity: {
        attestations: {
          ownership_declaration: { attested: true },
          persons_provided: { directors: true },
        },
        business_details: { phone: '+33612345678', id_numbers: [{ type: 'fr_siren', value: '000000000' }] },
      },
    });
    const changed = await stripe.v2.core.accounts.update(id, {
      account_token: token,
      include: ['identity'],
    });
    expect(changed.identity).toMatchObject({
      business_details: { registered_name: 'Tasses SARL', phone: '+33612345678', id_numbers: [{ type: 'fr_siren' }] },
      attestations: { ownership_declaration: { date: expect.any(String) }, persons_provided: { directors: true } },
    });
  });

  it('expires after ten minutes', async () => {
    const { id } = await page.v2.core.accountTokens.create({ display_name: 'Tasses' });
    await harness.florin.advance('11m');
    await expect(stripe.v2.core.accounts.create({ ...PLATFORM_COLLECTS, account_token: id })).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('expired'),
      param: 'account_token',
    });
    expect((await stripe.v2.core.accounts.list()).data).toEqual([]);
  });
});

describe('a token for a person of v2', () => {
  it('creates and updates a person of its account, and none of another', async () => {
    const company = { ...PLATFORM_COLLECTS, identity: { country: 'FR', entity_type: 'company' as const } };
    const { id } = await stripe.v2.core.accounts.create(company);
    const { id: other } = await stripe.v2.core.accounts.create(company);
    const { persons, personTokens } = stripe.v2.core.accounts;
    const token = await page.v2.core.accounts.personTokens.create(id, {
      given_name: 'Jenny',
      surname: 'Rosen',
      relationship: { owner: true },
      id_numbers: [{ type: 'fr_nir', value: '000000000' }],
      additional_terms_of_service: { account: { shown_and_accepted: true } },
    });
    expect(token).toMatchObject({ object: 'v2.core.account_person_token', used: false });
    await expect(persons.create(other, { person_token: token.id })).rejects.toMatchObject({
      statusCode: 400,
      param: 'person_token',
    });
    await expect(personTokens.retrieve(other, token.id)).rejects.toMatchObject({ statusCode: 404 });
    const person = await persons.create(id, { person_token: token.id, email: 'jenny@example.com' });
    expect(person).toMatchObject({
      given_name: 'Jenny',
      email: 'jenny@example.com',
      relationship: { owner: true },
      additional_terms_of_service: { account: { date: token.created } },
    });
    expect(await personTokens.retrieve(id, token.id)).toMatchObject({ used: true });
    const { id: second } = await page.v2.core.accounts.personTokens.create(id, { surname: 'Dupont' });
    expect(await persons.update(id, person.id, { person_token: second })).toMatchObject({
      given_name: 'Jenny',
      surname: 'Dupont',
    });
  });
});
