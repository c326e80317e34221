import { describe, expect, test } from 'vitest';
import { createHarness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const FIRST_DUE = [
  'business_profile.product_description',
  'business_profile.support_phone',
  'business_profile.url',
  'email',
  'external_account',
  'tos_acceptance.date',
  'tos_acceptance.ip',
];

describe('an account that is created with no parameters', () => {
  test('belongs to its owner, in the country of the platform', () =>
    withFlorin(async ({ stripe }) => {
      const account = await stripe.accounts.create();
      expect(account).toMatchObject({
        business_type: null,
        capabilities: {},
        charges_enabled: false,
        controller: {
          fees: { payer: 'account' },
          is_controller: true,
          losses: { payments: 'stripe' },
          requirement_collection: 'stripe',
          stripe_dashboard: { type: 'full' },
          type: 'application',
        },
        country: 'US',
        default_currency: 'usd',
        details_submitted: false,
        external_accounts: { data: [], total_count: 0, url: `/v1/accounts/${account.id}/external_accounts` },
        payouts_enabled: false,
        type: 'standard',
      });
      expect(account.requirements).toMatchObject({
        currently_due: FIRST_DUE,
        disabled_reason: 'requirements.past_due',
        eventually_due: FIRST_DUE,
        past_due: FIRST_DUE,
        pending_verification: [],
      });
      expect(account.settings?.payouts).toEqual({
        debit_negative_balances: true,
        schedule: { delay_days: 2, interval: 'daily' },
        statement_descriptor: null,
      });
      expect(account).not.toHaveProperty('individual');
      expect(account).not.toHaveProperty('company');
      expect(await stripe.accounts.retrieve(account.id)).toEqual(account);
      const { data } = await stripe.accounts.list({ limit: 3 });
      expect(data.map(({ id }) => id)).toEqual([account.id]);
    }));

  test('is governed by its type, or by a controller in place of one', () =>
    withFlorin(async ({ stripe }) => {
      const { controller: custom, settings } = await stripe.accounts.create({ type: 'custom', country: 'CA' });
      expect(custom).toMatchObject({
        fees: { payer: 'application_custom' },
        losses: { payments: 'application' },
        requirement_collection: 'application',
        stripe_dashboard: { type: 'none' },
      });
      expect(settings?.payouts).toMatchObject({ debit_negative_balances: false, schedule: { delay_days: 7 } });
      const express = await stripe.accounts.create({
        controller: {
          fees: { payer: 'application' },
          losses: { payments: 'application' },
          stripe_dashboard: { type: 'express' },
        },
      });
      expect(express).toMatchObject({ type: 'none', controller: { requirement_collection: 'stripe' } });
      expect(await stripe.accounts.create({ controller: { fees: { payer: 'account' } } })).toMatchObject({
        type: 'standard',
      });
      expect(
        await refusal(stripe.accounts.create({ type: 'express', controller: { fees: { payer: 'account' } } })),
      ).toMatchObject({ statusCode: 400 });
      expect(
        await refusal(
          stripe.accounts.create({
            controller: { requirement_collection: 'application', stripe_dashboard: { type: 'full' } },
          }),
        ),
      ).toMatchObject({ statusCode: 400, param: 'controller[stripe_dashboard][type]' });
    }));
});

test('capabilities are requested, shown with what they lack, and taken back', () =>
  withFlorin(async ({ stripe }) => {
    const { id } = await stripe.accounts.create({
      type: 'custom',
      country: 'US',
      capabilities: { transfers: { requested: true } },
    });
    expect(await stripe.accounts.retrieveCapability(id, 'transfers')).toMatchObject({
      id: 'transfers',
      account: id,
      requested: true,
      status: 'inactive',
    });
    const asked = await stripe.accounts.updateCapability(id, 'card_payments', { requested: true });
    expect(asked).toMatchObject({ id: 'card_payments', requested: true, status: 'inactive' });
    expect(asked.requirements?.currently_due).toContain('tos_acceptance.date');
    expect((await stripe.accounts.retrieve(id)).capabilities).toEqual({
      card_payments: 'inactive',
      transfers: 'inactive',
    });
    await stripe.accounts.updateCapability(id, 'card_payments', { requested: false });
    expect((await stripe.accounts.retrieve(id)).capabilities).toEqual({ transfers: 'inactive' });
    expect(await refusal(stripe.accounts.retrieveCapability(id, 'flying'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  }));

test('settings are checked and kept, and what an account leaves open follows from its name', () =>
  withFlorin(async ({ stripe }) => {
    const account = await stripe.accounts.create({
      type: 'custom',
      country: 'DE',
      business_profile: { name: 'Rocket Rides GmbH', url: 'https://rocket.example' },
    });
    expect(account.settings).toMatchObject({
      card_payments: { statement_descriptor_prefix: 'ROCKET RID' },
      dashboard: { display_name: 'Rocket Rides GmbH' },
      payments: { statement_descriptor: 'ROCKET RIDES GMBH' },
    });
    const updated = await stripe.accounts.update(account.id, {
      settings: {
        payments: { statement_descriptor: 'ROCKETS' },
        payouts: { schedule: { interval: 'weekly', weekly_anchor: 'friday' }, statement_descriptor: 'PAYOUT' },
      },
    });
    expect(updated.settings?.payments.statement_descriptor).toBe('ROCKETS');
    expect(updated.settings?.payouts?.schedule).toMatchObject({
      delay_days: 7,
      interval: 'weekly',
      weekly_anchor: 'friday',
    });
    const manual = await stripe.accounts.update(account.id, {
      settings: { payouts: { schedule: { interval: 'manual' } } },
    });
    expect(manual.settings?.payouts?.schedule).toEqual({ delay_days: 1, interval: 'manual' });
    const site = { business_profile: { url: 'www.rocket.example' } };
    expect((await stripe.accounts.update(account.id, site)).business_profile?.url).toBe('www.rocket.example');
    for (const settings of [
      { payouts: { schedule: { interval: 'daily', monthly_anchor: 3 } } },
      { payouts: { schedule: { interval: 'daily', delay_days: 2 } } },
      { payments: { statement_descriptor: '12345' } },
      { branding: { primary_color: 'blue' } },
      { branding: { icon: 'file_missing' } },
    ] as const) {
      expect(await refusal(stripe.accounts.update(account.id, { settings }))).toMatchObject({ statusCode: 400 });
    }
  }));

describe('a change of an account', () => {
  test('is an event of the account, with what it was before', async () => {
    const harness = await createHarness();
    const { stripe } = harness;
    const { id } = await stripe.accounts.create({ type: 'custom', country: 'US', metadata: { a: '1' } });
    expect((await stripe.accounts.update(id, { metadata: { a: '2' } })).metadata).toEqual({ a: '2' });
    const { storage, worlds } = harness.florin.engine;
    const [world = ''] = worlds.known();
    const [event] = await storage.listEvents(world, { account: id, descending: true, limit: 1 });
    expect(event).toMatchObject({ type: 'account.updated', account: id });
    expect(JSON.parse(event?.body ?? '{}')).toMatchObject({ previous_attributes: { metadata: { a: '1' } } });
    await harness.close();
  });

  test('by a deletion leaves nothing to reach', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.accounts.create();
      expect(await stripe.accounts.del(id)).toEqual({ id, object: 'account', deleted: true });
      expect(await refusal(stripe.accounts.retrieve(id))).toMatchObject({ statusCode: 403, code: 'account_invalid' });
    }));

  test('by a rejection stops everything, until it is taken back', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: 'custom', country: 'US' });
      const rejected = await stripe.accounts.reject(id, { reason: 'other' });
      expect(rejected).toMatchObject({ charges_enabled: false, payouts_enabled: false });
      expect(rejected.requirements?.disabled_reason).toBe('rejected.other');
      const back = await stripe.accounts.unreject(id);
      expect(back.requirements?.disabled_reason).toBe('requirements.past_due');
      const standard = await stripe.accounts.create();
      expect(await refusal(stripe.accounts.reject(standard.id, { reason: 'other' }))).toMatchObject({
        statusCode: 400,
      });
    }));
});

test('a platform reads its own account, and none of another platform', () =>
  withFlorin(async ({ stripe, client }) => {
    const own = await stripe.accounts.retrieveCurrent();
    expect(own).toMatchObject({ charges_enabled: true, country: 'US', details_submitted: true, payouts_enabled: true });
    expect(await stripe.accounts.retrieve(own.id)).toEqual(own);
    const { id } = await stripe.accounts.create();
    expect(await refusal(client('sk_test_another').accounts.retrieve(id))).toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
  }));

test('the terms of service are accepted by whoever collects the data', () =>
  withFlorin(async ({ stripe }) => {
    const acceptance = { date: 1_700_000_000, ip: '8.8.8.8' };
    const custom = await stripe.accounts.create({ type: 'custom', country: 'US', tos_acceptance: acceptance });
    expect(custom.tos_acceptance).toEqual({ ...acceptance, user_agent: null });
    expect(await refusal(stripe.accounts.create({ tos_acceptance: acceptance }))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('cannot accept the Terms of Service on behalf'),
    });
  }));
