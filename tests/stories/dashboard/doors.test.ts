import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { LISTS } from '../../../src/dashboard/export/lists.ts';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';

const KEY = 'sk_test_harness';
const ACCOUNT = accountOf(KEY);
const WORLD = `/_florin/worlds/${ACCOUNT}`;

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

async function door(method: string, path: string, form: Record<string, string> = {}): Promise<Json> {
  const { status, body } = await harness.call(method, WORLD + path, form);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

function pay(amount: number, more: object = {}) {
  return harness.stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
    ...more,
  });
}

const declined = (amount: number, method: string) =>
  pay(amount, { payment_method: method }).catch((error: { payment_intent: { id: string } }) => error.payment_intent);

test('payments are listed by state, each once, with cursors in both directions', async () => {
  const made: string[] = [];
  for (let n = 0; n < 7; n++) made.unshift((await pay(1000 + n)).id);
  const failed = await declined(2000, 'pm_card_visa_chargeDeclined');
  await harness.stripe.paymentIntents
    .confirm(failed.id, { payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' })
    .catch(() => {});
  const held = await pay(3000, { capture_method: 'manual' });
  await harness.stripe.refunds.create({ payment_intent: made[0] ?? '', amount: 5 });
  await harness.stripe.refunds.create({ payment_intent: made[0] ?? '' });
  const alone = await harness.stripe.charges.create({ amount: 400, currency: 'usd', source: 'tok_visa' });

  const ids = async (query: Record<string, string>) =>
    (await door('GET', '/payments', query)).data.map(({ id }: { id: string }) => id);
  expect(await ids({})).toEqual([alone.id, held.id, failed.id, ...made]);
  expect(await ids({ state: 'failed' })).toEqual([failed.id]);
  expect(await ids({ state: 'uncaptured' })).toEqual([held.id]);
  expect(await ids({ state: 'refunded' })).toEqual([made[0]]);
  expect(await ids({ state: 'succeeded' })).toEqual([alone.id, ...made.slice(1)]);
  expect(await ids({ amount: '3000' })).toEqual([held.id]);

  const first = await door('GET', '/payments', { limit: '4' });
  expect(first).toMatchObject({ newer: null, data: { length: 4 } });
  const second = await door('GET', '/payments', { limit: '4', after: first.older });
  expect(second.data.map(({ id }: { id: string }) => id)).toEqual(made.slice(1, 5));
  const back = await door('GET', '/payments', { limit: '4', before: second.newer });
  expect(back.data).toEqual(first.data);
  const last = await door('GET', '/payments', { limit: '4', after: second.older });
  expect(last).toMatchObject({ older: null, data: { length: 2 } });
  expect(await door('GET', `/payments/${failed.id}`)).toMatchObject({
    state: 'failed',
    error: { code: 'card_declined', decline_code: 'insufficient_funds' },
  });
});

test('the CSV has what is listed, and no cell that a spreadsheet would run', async () => {
  await pay(700, { description: '=cmd|calc' });
  const response = await harness.florin.fetch(`http://127.0.0.1:12111${WORLD}/export/payments.csv`, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  const csv = await response.text();
  expect(response.headers.get('content-type')).toContain('text/csv');
  expect(csv).toMatch(/^id,created,amount/);
  expect(csv).toContain("'=cmd|calc");
  expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
});

test('every list of the pages has a CSV with all of its rows, each once', async () => {
  const { stripe } = harness;
  for (let n = 0; n < 120; n++) await stripe.coupons.create({ percent_off: 5, duration: 'once', id: `CODE${n}` });
  const csv = async (name: string) => {
    const response = await harness.florin.fetch(`http://127.0.0.1:12111${WORLD}/export/${name}.csv`, {
      headers: { authorization: `Bearer ${KEY}` },
    });
    return { status: response.status, lines: (await response.text()).trim().split('\r\n') };
  };
  const { lines } = await csv('coupons');
  expect(lines[0]).toMatch(/^id,created,name,percent_off/);
  expect(new Set(lines.map((line) => line.split(',', 1)[0])).size).toBe(121);
  for (const name of Object.keys(LISTS)) expect((await csv(name)).status, name).toBe(200);
  expect((await csv('nothing')).status).toBe(404);
});

test('each page that is a list has a CSV', () => {
  const folder = join(import.meta.dirname, '../../../web/dashboard/pages');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const paths = pages.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/<ListPage[\s\S]*?path="(.*?)"/g)].map(([, path]) => path),
  );
  expect(paths.length).toBeGreaterThan(10);
  expect(Object.values(LISTS).map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
});

test('a receipt sets the address and a number once, and a mail is in the outbox', async () => {
  const { latest_charge: charge } = await pay(1099, { description: 'Order 1' });
  const send = (email: string) => harness.call('POST', `${WORLD}/charges/${charge}/receipt`, { email });
  expect((await send('nobody')).body.error).toMatchObject({ param: 'email' });
  await send('one@example.com');
  const first = await harness.stripe.charges.retrieve(String(charge));
  await send('two@example.com');
  const second = await harness.stripe.charges.retrieve(String(charge));
  expect(first.receipt_number).toMatch(/^\d{4}-\d{4}$/);
  expect(second).toMatchObject({ receipt_email: 'two@example.com', receipt_number: first.receipt_number });
  const { data } = await door('GET', '/mails');
  expect(data.map(({ to }: { to: string }) => to)).toEqual(['two@example.com', 'one@example.com']);
  const mail = await door('GET', `/mails/${data[0].id}`);
  expect(mail.html).toContain('$10.99');
  expect(mail.text).toContain('Order 1');
});

test('a request is in the log with its parameters and its response, without secrets', async () => {
  const log = async (id: string | null) => {
    const { params, answer } = await door('GET', `/requests/${id}`);
    return `${params} ${answer}`;
  };
  const wrong = await harness.call('POST', '/v1/payment_intents', { amount: 'much', currency: 'usd' });
  expect(await log(wrong.headers.get('request-id'))).toContain('amount=much');
  const card = await harness.call('POST', '/v1/payment_methods', {
    type: 'card',
    'card[number]': '4242424242424242',
    'card[exp_month]': '12',
    'card[exp_year]': '2034',
    'card[cvc]': '314',
  });
  const logged = await log(card.headers.get('request-id'));
  expect(logged).toContain('exp_year');
  expect(logged).not.toMatch(/4242424242424242|314/);
  const intent = await harness.call('POST', '/v1/payment_intents', { amount: '500', currency: 'usd' });
  expect(await log(intent.headers.get('request-id'))).not.toContain(intent.body.client_secret);
  const changed = await harness.call('POST', `/v1/payment_intents/${intent.body.id}`, { amount: '700' });
  expect(await log(intent.headers.get('request-id'))).toContain('"amount":500');
  expect(await log(changed.headers.get('request-id'))).toContain('"amount":700');
});

test('settings change what customers see: the name, the look, the text on statements', async () => {
  await door('POST', '/account', {
    display_name: 'Rocket Rides',
    statement_descriptor: 'ROCKETRIDES',
    'branding[button_color]': '#8A1C7C',
    'branding[border_style]': 'pill',
    'support[email]': 'help@example.com',
  });
  const { latest_charge: charge } = await pay(800);
  expect(await harness.stripe.charges.retrieve(String(charge))).toMatchObject({
    calculated_statement_descriptor: 'ROCKETRIDES',
  });
  const session = await harness.stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://example.com/done',
    line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Ride' } } }],
  });
  expect(session.branding_settings).toMatchObject({
    display_name: 'Rocket Rides',
    button_color: '#8a1c7c',
    border_style: 'pill',
  });
  const wrong = await harness.call('POST', `${WORLD}/account`, { 'branding[button_color]': 'red' });
  expect(wrong).toMatchObject({ status: 400, body: { error: { param: 'button_color' } } });
});

test('the clock names what falls due next, and moves', async () => {
  await pay(900, { capture_method: 'manual' });
  const before = await door('GET', '/due');
  expect(before.due.length).toBeGreaterThan(0);
  await door('POST', '/clock/advance', { by: '6m' });
  const after = await door('GET', '/due');
  expect(after.now - before.now).toBeGreaterThanOrEqual(360);
  expect(after.ahead).toBe(before.ahead + 360);
});

test('the methods that a payment is offered are those that are on and take it, in the order of the Payment Element', async () => {
  const offered = async (currency: string, amount = '2000') =>
    (await door('GET', '/offered_methods', { currency, amount })).data.map(({ type }: { type: string }) => type);
  expect(await offered('usd')).toEqual(['card']);
  const [{ id = '' } = {}] = (await harness.stripe.paymentMethodConfigurations.list()).data;
  await harness.stripe.paymentMethodConfigurations.update(id, { ideal: { display_preference: { preference: 'on' } } });
  const { payment_method_types: types } = await harness.stripe.paymentIntents.create({ amount: 2000, currency: 'eur' });
  expect(await offered('eur')).toEqual(types);
  expect(types).toContain('ideal');
});
