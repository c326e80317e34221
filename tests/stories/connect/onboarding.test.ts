import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { COUNTRY_RULES } from '../../../src/accounts/requirements/country-rules.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';
import { send, type Visit, visit } from '../../support/visit.ts';

const REFRESH = 'https://platform.example/reauth';
const RETURN = 'https://platform.example/return';
const BASE = 'http://127.0.0.1:12111';

function createLink({ stripe }: Harness, account: string, changed: Partial<Stripe.AccountLinkCreateParams> = {}) {
  return stripe.accountLinks.create({
    account,
    refresh_url: REFRESH,
    return_url: RETURN,
    type: 'account_onboarding',
    ...changed,
  });
}

/** Follows redirects on Florin; returns the last page with its address. */
async function follow({ florin }: Harness, url: string): Promise<Visit & { readonly url: string }> {
  let at = new URL(url, BASE).href;
  for (;;) {
    const page = await visit(florin, at);
    const next = page.location === null ? undefined : new URL(page.location, at).href;
    if (next === undefined || !next.startsWith(BASE)) return { ...page, url: next ?? at };
    at = next;
  }
}

/** Submits a step and follows to the next. */
async function submit(harness: Harness, url: string, fields: Record<string, string>) {
  const page = await send(harness.florin, url, fields);
  return page.location === null ? { ...page, url } : follow(harness, new URL(page.location, url).href);
}

const stepOf = (url: string) => url.split('/').at(-1);

describe('an account link', () => {
  test('lasts five minutes and leads once to the form, then to refresh_url', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.accounts.create();
      const link = await createLink(harness, id);
      expect(Object.keys(link).sort()).toEqual(['created', 'expires_at', 'object', 'url']);
      expect(link.expires_at - link.created).toBe(300);
      expect(link.url).toContain(`/setup/s/${id}/`);
      const first = await follow(harness, link.url);
      expect(first.status).toBe(200);
      expect(stepOf(first.url)).toBe('contact');
      expect((await visit(harness.florin, link.url)).location).toBe(REFRESH);
      const late = await createLink(harness, id);
      harness.clock.move(301_000);
      expect((await visit(harness.florin, late.url)).location).toBe(REFRESH);
    }));

  test('needs its addresses, an account of the platform and a type that the account can have', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.accounts.create();
      const { refresh_url: _, ...rest } = { account: id, refresh_url: REFRESH, return_url: RETURN };
      expect(await refusal(harness.stripe.accountLinks.create({ ...rest, type: 'account_onboarding' }))).toMatchObject({
        statusCode: 400,
        param: 'refresh_url',
      });
      expect(await refusal(createLink(harness, id, { refresh_url: 'reauth' }))).toMatchObject({ param: 'refresh_url' });
      expect(await refusal(createLink(harness, 'acct_1missing'))).toMatchObject({ statusCode: 403 });
      expect(await refusal(createLink(harness, id, { type: 'account_update' }))).toMatchObject({
        message:
          'You cannot create `account_update` type Account Links for this account. Valid types for this account are ["account_onboarding"].',
      });
    }));

  test('gives the data of an account to its owner: the platform can no longer write it', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.accounts.create({ business_type: 'individual' });
      await createLink(harness, id);
      const write = harness.stripe.accounts.update(id, { individual: { first_name: 'Other' } });
      expect(await refusal(write)).toMatchObject({ statusCode: 400, param: 'individual' });
      expect((await harness.stripe.accounts.update(id, { metadata: { seller: '8' } })).metadata?.seller).toBe('8');
    }));

  test('asks for what is due now, or for what will be due as well', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.accounts.create({
        type: 'custom',
        country: 'US',
        business_type: 'individual',
        individual: { first_name: 'Jenny', last_name: 'Rosen', ssn_last_4: '0000' },
      });
      const { requirements } = await harness.stripe.accounts.retrieve(id);
      const later = requirements?.eventually_due?.includes('individual.id_number');
      const now = await follow(harness, (await createLink(harness, id)).url);
      expect(now.text).not.toContain('name="id_number"');
      const options = { collection_options: { fields: 'eventually_due', future_requirements: 'include' } } as const;
      const all = await follow(harness, (await createLink(harness, id, options)).url);
      expect([later, all.text.includes('name="id_number"')]).toEqual([true, true]);
    }));

  test('of a rejected account leads to refresh_url', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.accounts.create({ type: 'custom', country: 'US' });
      const { url } = await createLink(harness, id);
      await harness.stripe.accounts.reject(id, { reason: 'other' });
      expect((await visit(harness.florin, url)).location).toBe(REFRESH);
    }));
});

describe('hosted onboarding', () => {
  test('takes an individual from nothing to a submitted account, step by step', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id } = await stripe.accounts.create();
      let page = await follow(harness, (await createLink(harness, id)).url);
      const steps: (string | undefined)[] = [];
      const enter = async (fields: Record<string, string>) => {
        steps.push(stepOf(page.url));
        page = await submit(harness, page.url, fields);
      };
      await enter({ phone_number: '0000000000', email: 'jenny.rosen@example.com' });
      await enter({ code: '123-456' });
      expect(page.status).toBe(422);
      expect(page.text).toContain('aria-invalid="true"');
      await enter({ code: '000-000' });
      await enter({ country: 'US', business_type: 'individual' });
      await enter({
        first_name: 'Jenny',
        last_name: 'Rosen',
        email: 'jenny.rosen@example.com',
        'dob-month': '1',
        'dob-day': '1',
        'dob-year': '1901',
        address: 'address_full_match',
        locality: 'San Francisco',
        subregion: 'CA',
        zip: '94111',
        phone: '0000000000',
        ssn_last_4: '0000',
      });
      await enter({
        'business_profile[url]': 'https://accessible.stripe.com',
        'business_profile[product_description]': 'Shirts made to order',
        'business_profile[support_phone]': '0000000000',
      });
      await enter({
        routing_number: '110000000',
        'account_numbers[account_number]': '000123456789',
        'account_numbers[account_number_validate]': '000123456789',
      });
      expect(stepOf(page.url)).toBe('review');
      expect(page.text).toContain('Jenny');
      expect((await stripe.accounts.retrieve(id)).details_submitted).toBe(false);
      const done = await send(harness.florin, page.url, {});
      expect(done.location).toBe(RETURN);
      expect(steps).toEqual(['contact', 'code', 'code', 'business', 'person', 'profile', 'payout']);
      const account = await stripe.accounts.retrieve(id);
      expect(account).toMatchObject({ details_submitted: true, business_type: 'individual' });
      expect(account.requirements?.currently_due).toEqual([]);
      expect(account.tos_acceptance?.date).toBeGreaterThan(0);
      expect(account.external_accounts?.data[0]?.last4).toBe('6789');
    }));

  test('skips what is known but shows it before the agreement, and can be left and resumed', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id } = await stripe.accounts.create({
        email: 'jenny.rosen@example.com',
        business_type: 'individual',
        business_profile: { url: 'https://accessible.stripe.com', product_description: 'Rides' },
        individual: { first_name: 'Jenny', last_name: 'Rosen', dob: { day: 1, month: 1, year: 1901 } },
      });
      const first = await follow(harness, (await createLink(harness, id)).url);
      expect(first.text).not.toContain('name="email"');
      const left = await visit(harness.florin, `${first.url.split('/').slice(0, -1).join('/')}/leave`);
      expect(left.location).toBe(RETURN);
      const again = await follow(harness, (await createLink(harness, id)).url);
      const person = await submit(harness, (await submit(harness, again.url, { fill: 'test' })).url, { fill: 'test' });
      expect(stepOf(person.url)).toBe('person');
      expect(person.text).not.toContain('name="first_name"');
      const review = await submit(harness, person.url, { skip: 'true' });
      expect(stepOf(review.url)).toBe('review');
      for (const known of ['Jenny', 'Rosen', '1901-01-01', 'Rides']) expect(review.text).toContain(known);
    }));

  test('is finished with its test data in every country, by an individual and by a company', () =>
    withFlorin(async (harness) => {
      for (const country of Object.keys(COUNTRY_RULES)) {
        for (const business_type of ['individual', 'company'] as const) {
          const { id } = await harness.stripe.accounts.create({ type: 'express', country, business_type });
          const page = await follow(harness, (await createLink(harness, id)).url);
          const review = await submit(harness, page.url, { skip: 'true' });
          expect([country, business_type, stepOf(review.url)]).toEqual([country, business_type, 'review']);
          expect((await send(harness.florin, review.url, {})).location).toBe(RETURN);
          const account = await harness.stripe.accounts.retrieve(id);
          expect([country, account.details_submitted, account.requirements?.currently_due]).toEqual([
            country,
            true,
            [],
          ]);
        }
      }
    }));

  test('shows an error of the API beside its field', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.accounts.create({
        type: 'custom',
        country: 'US',
        business_type: 'individual',
      });
      const page = await follow(harness, (await createLink(harness, id)).url);
      expect(stepOf(page.url)).toBe('person');
      const wrong = await submit(harness, page.url, { first_name: 'Jenny' });
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('id="last_name-wrong"');
      expect(wrong.text).toContain('value="Jenny"');
    }));
});
