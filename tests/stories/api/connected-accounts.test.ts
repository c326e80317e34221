import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectAccount, disconnectAccount } from '../../support/connected.ts';
import { createHarness, type Harness } from '../../support/harness.ts';

const KEY = 'sk_test_harness';

let harness: Harness;
let stripe: Stripe;
/** An account of the platform, and its header. */
let stripeAccount: string;
/** Events that endpoints received, by the path of their address. */
const received: Record<string, Stripe.Event[]> = { '/platform': [], '/connect': [], '/own': [] };
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    received[request.url ?? '']?.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.end();
  });
});
let receiver: string;

beforeAll(async () => {
  harness = await createHarness();
  stripe = harness.stripe;
  stripeAccount = await connectAccount(harness.florin, KEY);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  receiver = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await harness.close();
  server.close();
});

/** A paid card payment of the account. */
function pay(params: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  const card = { amount: 1000, currency: 'usd', payment_method: 'pm_card_visa' };
  return stripe.paymentIntents.create(
    { ...card, confirm: true, return_url: 'https://example.com/', ...params },
    { stripeAccount },
  );
}

test('an account has customers, prices and payments of its own', async () => {
  const customer = await stripe.customers.create({ name: 'Ann' }, { stripeAccount });
  expect((await stripe.customers.retrieve(customer.id, {}, { stripeAccount })).id).toBe(customer.id);
  await expect(stripe.customers.retrieve(customer.id)).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    message: `No such customer: '${customer.id}'`,
  });
  const other = await connectAccount(harness.florin, KEY);
  const [theirs, ours, others] = await Promise.all(
    [{ stripeAccount }, {}, { stripeAccount: other }].map((options) => stripe.customers.list({}, options)),
  );
  expect(theirs?.data.map(({ id }) => id)).toEqual([customer.id]);
  expect([ours?.data, others?.data]).toEqual([[], []]);
});

test('a payment of an account is in its balance, names the application and shows the account on the statement', async () => {
  const before = (await stripe.balance.retrieve()).pending[0]?.amount;
  const intent = await pay({ expand: ['latest_charge'] });
  const charge = intent.latest_charge as Stripe.Charge;
  expect(intent.application).toMatch(/^ca_/);
  expect(charge).toMatchObject({ application: intent.application, calculated_statement_descriptor: 'ROCKET RIDES' });
  expect((await stripe.balance.retrieve({}, { stripeAccount })).pending[0]?.amount).toBe(941);
  expect((await stripe.balance.retrieve()).pending[0]?.amount).toBe(before);
  const receipt = await harness.florin.fetch(charge.receipt_url ?? '');
  expect(await receipt.text()).toContain('Rocket Rides');
});

test('one Idempotency-Key is another one for another account', async () => {
  const idempotencyKey = 'key_of_both';
  const ours = await stripe.customers.create({ name: 'A' }, { idempotencyKey });
  const theirs = await stripe.customers.create({ name: 'A' }, { idempotencyKey, stripeAccount });
  expect(theirs.id).not.toBe(ours.id);
  const again = await stripe.customers.create({ name: 'A' }, { idempotencyKey, stripeAccount });
  expect(again.id).toBe(theirs.id);
});

test('Stripe-Context names an account as Stripe-Account does, and the platform’s own id changes nothing', async () => {
  const { body } = await harness.call(
    'POST',
    '/v1/customers',
    { name: 'Ctx' },
    { headers: { 'stripe-context': stripeAccount } },
  );
  expect((await stripe.customers.retrieve(body.id, {}, { stripeAccount })).id).toBe(body.id);
  const both = { 'stripe-context': stripeAccount, 'stripe-account': await connectAccount(harness.florin, KEY) };
  expect(await harness.call('GET', '/v1/customers', '', { headers: both })).toMatchObject({ status: 403 });
  const platform = stripeAccount.slice(0, 'acct_'.length + 16);
  const own = await stripe.customers.create({}, { stripeAccount: platform });
  expect((await stripe.customers.retrieve(own.id)).id).toBe(own.id);
});

test('unknown accounts, deleted ones and those of another platform are refused', async () => {
  const deleted = await connectAccount(harness.florin, KEY);
  await disconnectAccount(harness.florin, KEY, deleted);
  const foreign = await connectAccount(harness.florin, 'sk_test_stranger');
  for (const account of ['acct_1notThereAtAll00', deleted, foreign]) {
    await expect(stripe.charges.list({}, { stripeAccount: account })).rejects.toMatchObject({
      statusCode: 403,
      type: 'StripePermissionError',
      code: 'account_invalid',
      message: `The provided key 'sk_test_********ness' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    });
  }
});

test('a publishable key pays for an account, as Stripe.js does with stripeAccount', async () => {
  const intent = await stripe.paymentIntents.create(
    { amount: 1000, currency: 'usd', payment_method: 'pm_card_visa' },
    { stripeAccount },
  );
  const page = harness.client('pk_test_harness');
  const client_secret = intent.client_secret ?? '';
  const seen = await page.paymentIntents.retrieve(intent.id, { client_secret }, { stripeAccount });
  expect(seen.status).toBe('requires_confirmation');
  const params = { client_secret, return_url: 'https://example.com/' } as Stripe.PaymentIntentConfirmParams;
  expect((await page.paymentIntents.confirm(intent.id, params, { stripeAccount })).status).toBe('succeeded');
  await expect(page.paymentIntents.retrieve(intent.id, { client_secret })).rejects.toMatchObject({ statusCode: 404 });
});

test('a Checkout session of an account is paid on its page, which shows the account', async () => {
  const product_data = { name: 'Ride' };
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'payment',
      line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data } }],
      success_url: 'https://example.com/success',
    },
    { stripeAccount },
  );
  const onPage = { key: session.id };
  const { body: page } = await harness.call('GET', `/v1/payment_pages/${session.id}`, '', onPage);
  expect(page.merchant.branding.display_name).toBe('Rocket Rides');
  const form = {
    'payment_method_data[type]': 'card',
    'payment_method_data[card][token]': 'tok_visa',
    expected_amount: '500',
    email: 'buyer@example.com',
  };
  expect((await harness.call('POST', `/v1/payment_pages/${session.id}/confirm`, form, onPage)).status).toBe(200);
  const paid = await stripe.checkout.sessions.retrieve(session.id, {}, { stripeAccount });
  expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid' });
  await expect(stripe.checkout.sessions.retrieve(session.id)).rejects.toMatchObject({ statusCode: 404 });
});

test('a payer authenticates on the page of an account', async () => {
  const intent = await pay({ payment_method: 'pm_card_threeDSecure2Required' });
  const url = intent.next_action?.redirect_to_url?.url ?? '';
  expect(await (await harness.florin.fetch(url)).text()).toContain('Rocket Rides');
  const body = new URLSearchParams({ choice: 'authorize' });
  await harness.florin.fetch(url, { method: 'POST', body });
  expect((await stripe.paymentIntents.retrieve(intent.id, {}, { stripeAccount })).status).toBe('succeeded');
});

test('events of an account go to endpoints with connect, and to its own', async () => {
  const listen = (path: string, params: object, options = {}) =>
    stripe.webhookEndpoints.create(
      { url: `${receiver}${path}`, enabled_events: ['customer.created'], ...params },
      options,
    );
  const endpoint = await listen('/connect', { connect: true });
  expect(endpoint.application).toMatch(/^ca_/);
  expect((await listen('/platform', {})).application).toBeNull();
  await listen('/own', {}, { stripeAccount });
  const theirs = await stripe.customers.create({ name: 'Theirs' }, { stripeAccount });
  const ours = await stripe.customers.create({ name: 'Ours' });
  await harness.florin.settled();
  const names = (path: string) =>
    received[path]?.map(({ account, data }) => [account, (data.object as Stripe.Customer).id]);
  expect(names('/connect')).toEqual([[stripeAccount, theirs.id]]);
  expect(names('/own')).toEqual([[stripeAccount, theirs.id]]);
  expect(names('/platform')).toEqual([[undefined, ours.id]]);
  const [event] = received['/connect'] ?? [];
  const id = event?.id ?? '';
  expect((await stripe.events.retrieve(id, {}, { stripeAccount })).id).toBe(id);
  await expect(stripe.events.retrieve(id)).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing' });
  const listed = await stripe.events.list({ type: 'customer.created', limit: 1 }, { stripeAccount });
  expect(listed.data.map(({ id: of }) => of)).toEqual([id]);
});

test('a payment method of the platform is cloned to an account, which then charges it', async () => {
  const customer = await stripe.customers.create({ name: 'Shared' });
  const original = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  await expect(pay({ payment_method: original.id })).rejects.toMatchObject({
    statusCode: 400,
    code: 'resource_missing',
    param: 'payment_method',
    message: `No such PaymentMethod: '${original.id}'; OAuth key or Stripe-Account header was used but API request was provided with a platform-owned payment method ID. Please ensure that the provided payment method matches the specified account.`,
  });
  const given = { customer: customer.id, payment_method: original.id };
  await expect(stripe.paymentMethods.create(given)).rejects.toMatchObject({ statusCode: 400, param: 'payment_method' });
  const clone = await stripe.paymentMethods.create(given, { stripeAccount });
  expect(clone).toMatchObject({ customer: null, card: { fingerprint: original.card?.fingerprint } });
  expect(clone.id).not.toBe(original.id);
  expect((await pay({ payment_method: clone.id })).payment_method).toBe(clone.id);
  await expect(pay({ payment_method: clone.id })).rejects.toThrow('was previously used');
  const loose = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
  await stripe.paymentMethods.create({ payment_method: loose.id }, { stripeAccount });
  await expect(stripe.paymentMethods.attach(loose.id, { customer: customer.id })).rejects.toThrow(
    'may not be used again',
  );
});

test('searches and rare filters find the objects of their account alone, before and after they change', async () => {
  const shop = await connectAccount(harness.florin, KEY);
  const found = async (options: Stripe.RequestOptions = {}) => {
    const { data } = await stripe.customers.search({ query: "metadata['shop']:'yes'" }, options);
    return data.map(({ name }) => name);
  };
  const metadata = { shop: 'yes' };
  const theirs = await stripe.customers.create({ name: 'Theirs', metadata }, { stripeAccount: shop });
  await stripe.customers.create({ name: 'Ours', metadata });
  expect(await found()).toEqual(['Ours']);
  expect(await found({ stripeAccount: shop })).toEqual(['Theirs']);
  expect(await found({ stripeAccount })).toEqual([]);
  await stripe.customers.update(theirs.id, { name: 'Renamed' }, { stripeAccount: shop });
  await stripe.customers.create({ name: 'Later', metadata }, { stripeAccount: shop });
  expect(await found({ stripeAccount: shop })).toEqual(['Later', 'Renamed']);
  await stripe.customers.update(theirs.id, { metadata: { shop: 'no' } }, { stripeAccount: shop });
  expect(await found({ stripeAccount: shop })).toEqual(['Later']);
  expect(await found()).toEqual(['Ours']);
});
