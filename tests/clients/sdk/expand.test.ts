import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';

let harness: Harness;
let stripe: Stripe;
let customer: Stripe.Customer;
let paid: Stripe.PaymentIntent;
let refund: Stripe.Refund;

beforeAll(async () => {
  harness = await createHarness();
  stripe = harness.stripe;
  customer = await stripe.customers.create({ name: 'Jenny Rosen' });
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
  paid = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    customer: customer.id,
    payment_method: card.id,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
});
afterAll(() => harness.close());

describe('expand', () => {
  it('returns ids by default', () => {
    expect([paid.customer, paid.payment_method, paid.latest_charge].map((field) => typeof field)).toEqual([
      'string',
      'string',
      'string',
    ]);
  });

  it('follows four levels', async () => {
    const deep = await stripe.refunds.retrieve(refund.id, {
      expand: ['charge.payment_intent.customer.invoice_settings', 'charge.balance_transaction.source'],
    });
    expect(deep).toMatchObject({
      charge: {
        payment_intent: { id: paid.id, customer: { name: 'Jenny Rosen' } },
        balance_transaction: { amount: 1000, source: { object: 'charge' } },
      },
    });
  });

  it('rejects a fifth level', async () => {
    const expand = ['charge.payment_intent.customer.invoice_settings.default_payment_method'];
    await expect(stripe.refunds.retrieve(refund.id, { expand })).rejects.toMatchObject({
      statusCode: 400,
      param: 'expand',
      message: expect.stringContaining('4 levels'),
    });
  });

  it('returns the objects of ids that the types call texts', async () => {
    const other = harness.client('sk_test_disputed');
    const disputed = await other.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_createDispute',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    const read = await other.paymentIntents.retrieve(disputed.id, { expand: ['latest_charge.dispute'] });
    expect(read).toMatchObject({ latest_charge: { disputed: true, dispute: { object: 'dispute', amount: 1000 } } });
    const charge = await stripe.charges.retrieve(String(paid.latest_charge), { expand: ['dispute', 'payment_method'] });
    expect(charge).toMatchObject({ dispute: null, payment_method: { object: 'payment_method' } });
  });

  it('goes into lists', async () => {
    const list = await stripe.paymentIntents.list({
      expand: ['data.customer', 'data.latest_charge.balance_transaction'],
    });
    expect(list.data[0]).toMatchObject({
      customer: { id: customer.id },
      latest_charge: { balance_transaction: { fee: 59 } },
    });
  });

  it('expands the response of an update', async () => {
    const updated = await stripe.paymentIntents.update(paid.id, { description: 'expanded', expand: ['customer'] });
    expect(updated).toMatchObject({ description: 'expanded', customer: { id: customer.id } });
  });

  it('affects the response only, not the stored object', async () => {
    const wide = ['latest_charge.customer', 'latest_charge.payment_intent', 'payment_method.customer'];
    const intent = await stripe.paymentIntents.create({
      amount: 700,
      currency: 'usd',
      customer: customer.id,
      payment_method: paid.payment_method as string,
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      expand: wide,
    });
    const charge = intent.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({ customer: { id: customer.id }, payment_intent: { id: intent.id } });
    const ids = { customer: customer.id, payment_intent: intent.id, payment_method: paid.payment_method };
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject(ids);
    const events = await stripe.events.list({ types: ['charge.succeeded', 'charge.updated'], limit: 2 });
    for (const event of events.data) expect(event.data.object).toMatchObject(ids);
  });

  it('includes fields that are only returned on request', async () => {
    const id = paid.latest_charge as string;
    expect(await stripe.charges.retrieve(id)).not.toHaveProperty('refunds');
    const charge = await stripe.charges.retrieve(id, { expand: ['refunds'] });
    expect(charge.refunds).toMatchObject({ object: 'list', has_more: false, url: `/v1/charges/${id}/refunds` });
    expect(charge.refunds?.data.map((one) => one.id)).toEqual([refund.id]);
  });

  it('shows a deleted customer as its stub', async () => {
    const gone = await stripe.customers.create();
    const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'usd', customer: gone.id });
    await stripe.customers.del(gone.id);
    expect(await stripe.paymentIntents.retrieve(intent.id, { expand: ['customer'] })).toMatchObject({
      customer: { id: gone.id, object: 'customer', deleted: true },
    });
  });

  it.each([
    'amount',
    'nothing',
    'customer.name',
    'customer.nothing',
    'latest_charge.amount',
    'metadata.x',
    '__proto__',
    'constructor',
    'customer..name',
    '.',
  ])('rejects %s', async (path) => {
    await expect(stripe.paymentIntents.retrieve(paid.id, { expand: [path] })).rejects.toMatchObject({
      statusCode: 400,
      param: 'expand',
    });
  });

  it('changes nothing if it is rejected', async () => {
    const before = (await stripe.customers.list({ limit: 100 })).data.length;
    await expect(stripe.customers.create({ expand: ['nothing'] })).rejects.toMatchObject({ statusCode: 400 });
    expect((await stripe.customers.list({ limit: 100 })).data).toHaveLength(before);
  });
});
