import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const NEW_YEAR = Date.UTC(2027, 0, 1) / 1000;
const DAY = 86_400;

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

const clocks = () => harness.stripe.testHelpers.testClocks;
const advance = async (id: string, to: number) => {
  await clocks().advance(id, { frozen_time: to });
  await harness.florin.settled();
  return clocks().retrieve(id);
};

describe('a test clock', () => {
  test('is created, named and listed, and shows when Stripe would delete it', async () => {
    const clock = await clocks().create({ frozen_time: NEW_YEAR, name: 'New year' });
    expect(clock).toMatchObject({ status: 'ready', status_details: {}, frozen_time: NEW_YEAR, name: 'New year' });
    expect(clock.deletes_after - clock.created).toBe(30 * DAY);
    expect((await clocks().list()).data[0]).toEqual(clock);
  });

  test('advances as far as it is asked to, and only forward', async () => {
    const { id } = await clocks().create({ frozen_time: NEW_YEAR });
    const advancing = await clocks().advance(id, { frozen_time: NEW_YEAR + 2_000 * DAY });
    expect(advancing).toMatchObject({
      status: 'advancing',
      status_details: { advancing: { target_frozen_time: NEW_YEAR + 2_000 * DAY } },
    });
    await harness.florin.settled();
    expect(await clocks().retrieve(id)).toMatchObject({ status: 'ready', frozen_time: NEW_YEAR + 2_000 * DAY });
    const types = (await harness.eventTypes()).filter((type) => type.startsWith('test_helpers.'));
    expect(types.slice(-3)).toEqual(['created', 'advancing', 'ready'].map((what) => `test_helpers.test_clock.${what}`));
    for (const frozen_time of [NEW_YEAR, NEW_YEAR + 2_000 * DAY]) {
      const refused = await refusal(clocks().advance(id, { frozen_time }));
      expect(refused).toMatchObject({ statusCode: 400, param: 'frozen_time' });
    }
    expect(await refusal(clocks().create({ frozen_time: 9e9 }))).toMatchObject({ param: 'frozen_time' });
  });

  test('gives its customers and their payments its time', async () => {
    const clock = await clocks().create({ frozen_time: NEW_YEAR });
    const customer = await harness.stripe.customers.create({ email: 'a@example.com', test_clock: clock.id });
    expect(customer).toMatchObject({ test_clock: clock.id, created: NEW_YEAR });
    await advance(clock.id, NEW_YEAR + DAY);
    const method = await harness.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    expect(method.created).toBe(NEW_YEAR + DAY);
    const payment = await harness.stripe.paymentIntents.create({
      amount: 2_000,
      currency: 'usd',
      customer: customer.id,
      payment_method: method.id,
      capture_method: 'manual',
      confirm: true,
    });
    expect(payment.created).toBe(NEW_YEAR + DAY);
    // An authorization expires after seven days of its customer's clock, whatever the world's clock shows.
    await harness.florin.advance('30d');
    expect((await harness.stripe.paymentIntents.retrieve(payment.id)).status).toBe('requires_capture');
    await advance(clock.id, NEW_YEAR + 10 * DAY);
    const expired = await harness.stripe.paymentIntents.retrieve(payment.id);
    expect(expired.status).toBe('canceled');
    expect(expired.canceled_at).toBeLessThanOrEqual(NEW_YEAR + 9 * DAY);
  });

  test('keeps its customers out of the lists of the account', async () => {
    const { stripe } = harness;
    const clock = await clocks().create({ frozen_time: NEW_YEAR });
    const on = await stripe.customers.create({
      email: 'both@example.com',
      test_clock: clock.id,
      metadata: { seen: 'on' },
    });
    const off = await stripe.customers.create({ email: 'both@example.com' });
    const ids = async (params: object) => (await stripe.customers.list(params)).data.map(({ id }) => id);
    expect(await ids({})).not.toContain(on.id);
    expect(await ids({ email: 'both@example.com' })).toEqual([off.id]);
    expect(await ids({ test_clock: clock.id })).toEqual([on.id]);
    expect(await ids({ test_clock: clock.id, created: { gte: NEW_YEAR, lt: NEW_YEAR + 1 } })).toEqual([on.id]);
    expect(await ids({ test_clock: clock.id, created: { gt: NEW_YEAR } })).toEqual([]);
    expect(await refusal(stripe.customers.list({ test_clock: 'clock_none' }))).toMatchObject({
      code: 'resource_missing',
      param: 'test_clock',
    });
    const found = await stripe.customers.search({ query: "metadata['seen']:'on'" });
    expect(found.data.map(({ id }) => id)).toEqual([on.id]);
  });

  test('takes a customer who has had nothing on the account’s time', async () => {
    const customer = await harness.stripe.customers.create();
    const clock = await clocks().create({ frozen_time: NEW_YEAR, customer: customer.id });
    expect((await harness.stripe.customers.retrieve(customer.id)) as object).toMatchObject({ test_clock: clock.id });
    const twice = await refusal(clocks().create({ frozen_time: NEW_YEAR, customer: customer.id }));
    expect(twice).toMatchObject({ statusCode: 400, param: 'customer' });
  });

  test('does not mix with another clock in one request', async () => {
    const [one, two] = [await clocks().create({ frozen_time: 1 }), await clocks().create({ frozen_time: 2 })];
    const customer = await harness.stripe.customers.create({ test_clock: one.id });
    const other = await harness.stripe.customers.create({ test_clock: two.id });
    const method = await harness.stripe.paymentMethods.attach('pm_card_visa', { customer: other.id });
    const refused = await refusal(harness.stripe.paymentMethods.attach(method.id, { customer: customer.id }));
    expect(refused).toMatchObject({ statusCode: 400 });
  });

  test('is deleted with its customers', async () => {
    const clock = await clocks().create({ frozen_time: NEW_YEAR });
    const customer = await harness.stripe.customers.create({ test_clock: clock.id });
    expect(await clocks().del(clock.id)).toEqual(expect.objectContaining({ id: clock.id, deleted: true }));
    expect(await harness.stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
    expect(await refusal(clocks().retrieve(clock.id))).toMatchObject({ statusCode: 404 });
  });

  test('that does not exist takes no customer', async () => {
    const refused = await refusal(harness.stripe.customers.create({ test_clock: 'clock_none' }));
    expect(refused).toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'test_clock' });
  });
});
