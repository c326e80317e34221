import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unexpected } from '../../suites/versions/known-differences.ts';
import { shapesAt } from '../../suites/versions/release-shapes.ts';
import { checkResponse } from '../../support/check-response.ts';
import { createHarness, type Harness } from '../../support/harness.ts';
import { type OlderSdk, olderSdk } from '../../support/older-sdk.ts';
import { refusal as newestRefusal } from '../../support/refusal.ts';
import { pageOf, send } from '../../support/visit.ts';

/** The last release of every major version of the official library, and its API version. */
const MAJORS: readonly (readonly [OlderSdk, string])[] = [
  [10, '2022-08-01'],
  [11, '2022-11-15'],
  [12, '2022-11-15'],
  [13, '2023-08-16'],
  [14, '2023-10-16'],
  [15, '2024-04-10'],
  [16, '2024-06-20'],
  [17, '2025-02-24.acacia'],
  [18, '2025-08-27.basil'],
  [19, '2025-10-29.clover'],
  [20, '2026-02-25.clover'],
  [21, '2026-03-25.dahlia'],
  [22, '2026-08-26.dahlia'],
];

const RETURN_URL = 'https://shop.example/done';
const PAID = { amount: 1_099, currency: 'usd', confirm: true, return_url: RETURN_URL } as const;

describe.each(MAJORS)('stripe %i at %s', (major, version) => {
  let harness: Harness;
  let stripe: Stripe;
  /** Differences between responses and the version's types. */
  const differences: string[] = [];
  const Sdk = olderSdk(major);

  beforeAll(async () => {
    harness = await createHarness();
    const fetchChecked: typeof fetch = async (input, init) => {
      const response = await harness.florin.fetch(input as string, init);
      if (response.status === 200) {
        const answer = await response.clone().json();
        // Events keep the version of the account at the time they happened.
        if (!String(input).includes('/v1/events')) differences.push(...checkResponse(answer, shapesAt(version)));
      }
      return response;
    };
    const { createFetchHttpClient } = Sdk as unknown as typeof Stripe;
    stripe = new Sdk('sk_test_harness', {
      apiVersion: version,
      host: '127.0.0.1',
      port: 12111,
      protocol: 'http',
      httpClient: createFetchHttpClient(fetchChecked),
      maxNetworkRetries: 0,
      telemetry: false,
    });
  });
  afterAll(async () => {
    expect(unexpected(differences, version)).toEqual([]);
    await harness.close();
  });

  /** Returns the error of a call, of this library's own class. */
  async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
    const error = await call.then(
      (answer: unknown) => answer,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Sdk.errors.StripeError);
    return error as Stripe.errors.StripeError;
  }

  it('is the installed library', () => {
    const { PACKAGE_VERSION } = Sdk as unknown as typeof Stripe;
    expect(PACKAGE_VERSION).toMatch(new RegExp(`^${major}\\.`));
  });

  it('creates, pages through and searches customers', async () => {
    const { id } = await stripe.customers.create({ name: 'Jenny', metadata: { order: '7' } });
    for (const name of ['Ann', 'Bo', 'Cy']) await stripe.customers.create({ name });
    await stripe.customers.update(id, { metadata: { order: '' }, phone: '+4512345678' });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ name: 'Jenny', phone: '+4512345678', metadata: {} });
    const names = (await stripe.customers.list({ limit: 2 }).autoPagingToArray({ limit: 10 })).map(({ name }) => name);
    expect(names).toEqual(['Cy', 'Bo', 'Ann', 'Jenny']);
    const found = await stripe.customers.search({ query: 'name:"jenny" AND -phone:null' });
    expect(found.data.map((customer) => customer.id)).toEqual([id]);
    await stripe.customers.del(id);
    expect(await stripe.customers.retrieve(id)).toMatchObject({ deleted: true });
  });

  it('takes, refunds and lists payments', async () => {
    const intent = await stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_visa' });
    expect(intent.status).toBe('succeeded');
    const { charges } = intent as { charges?: Stripe.ApiList<Stripe.Charge> };
    expect(charges?.data.length).toBe(version === '2022-08-01' ? 1 : undefined);
    const again = { idempotencyKey: `refund of ${intent.id}` };
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 99 }, again);
    expect(await stripe.refunds.create({ payment_intent: intent.id, amount: 99 }, again)).toEqual(refund);
    const charge = await stripe.charges.retrieve(intent.latest_charge as string, { expand: ['balance_transaction'] });
    expect(charge).toMatchObject({ amount_refunded: 99, balance_transaction: { amount: 1_099 } });
    expect((await stripe.balanceTransactions.list({ source: refund.id })).data).toMatchObject([{ amount: -99 }]);
    expect((await stripe.balance.retrieve()).object).toBe('balance');
  });

  it('authorizes, captures and cancels', async () => {
    const reserved = { ...PAID, payment_method: 'pm_card_mastercard', capture_method: 'manual' } as const;
    const { id } = await stripe.paymentIntents.create(reserved);
    expect(await stripe.paymentIntents.capture(id, { amount_to_capture: 500 })).toMatchObject({ amount_received: 500 });
    const released = await stripe.paymentIntents.create(reserved);
    expect((await stripe.paymentIntents.cancel(released.id)).status).toBe('canceled');
    const error = await refusal(stripe.paymentIntents.capture(released.id));
    expect(error).toMatchObject({ code: 'payment_intent_unexpected_state', payment_intent: { id: released.id } });
  });

  it('receives the reason of a decline', async () => {
    const error = await refusal(
      stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' }),
    );
    expect(error).toBeInstanceOf(Sdk.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'insufficient_funds' });
    const missing = await refusal(stripe.paymentIntents.retrieve('pi_nothing'));
    expect(missing).toBeInstanceOf(Sdk.errors.StripeInvalidRequestError);
    expect(missing).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    const keyless = await newestRefusal(harness.client('nonsense').balance.retrieve());
    expect(keyless.statusCode).toBe(401);
  });

  it('sets cards up, with a challenge or without', async () => {
    const { id: customer } = await stripe.customers.create();
    const setup = { customer, confirm: true, return_url: RETURN_URL } as const;
    const guarded = { ...setup, payment_method: 'pm_card_authenticationRequired' } as const;
    const asked = await stripe.setupIntents.create(guarded);
    expect(asked.status).toBe('requires_action');
    await send(harness.florin, pageOf(asked), { choice: 'authorize' });
    const set = await stripe.setupIntents.retrieve(asked.id, { expand: ['payment_method', 'latest_attempt'] });
    expect(set).toMatchObject({ status: 'succeeded', latest_attempt: { status: 'succeeded' } });
    expect((await stripe.setupAttempts.list({ setup_intent: asked.id })).data).toHaveLength(1);
    expect((await stripe.paymentMethods.list({ customer, type: 'card' })).data).toHaveLength(1);
  });

  it('responds to disputes, and charges in the old way', async () => {
    const intent = await stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_createDispute' });
    const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data;
    expect(await stripe.disputes.close(dispute?.id ?? '')).toMatchObject({ status: 'lost' });
    const customer = await stripe.customers.create({ source: 'tok_visa' });
    const charge = await stripe.charges.create({ amount: 700, currency: 'usd', customer: customer.id, capture: false });
    expect(await stripe.charges.capture(charge.id)).toMatchObject({ captured: true, amount: 700 });
    const found = await stripe.charges.search({ query: 'amount=700' });
    expect(found.data.map(({ id }) => id)).toEqual([charge.id]);
  });

  it('verifies the signature of webhooks', async () => {
    const [event] = (await stripe.events.list({ limit: 1 })).data;
    const payload = JSON.stringify(event);
    const secret = 'whsec_every_major';
    const header = stripe.webhooks.generateTestHeaderString({ payload, secret });
    expect(stripe.webhooks.constructEvent(payload, header, secret).id).toBe(event?.id);
  });
});
