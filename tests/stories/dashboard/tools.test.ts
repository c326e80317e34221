import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { redirectOf } from '../../../src/dashboard/redirects.ts';
import { assemble } from '../../../src/kernel/assemble.ts';
import { ROOMS } from '../../../src/rooms.ts';
import { en } from '../../../web/dashboard/words/en.ts';
import { fr } from '../../../web/dashboard/words/fr.ts';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const KEY = 'sk_test_harness';
const WORLD = `/_florin/worlds/${accountOf(KEY)}`;

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

function pay(amount: number, stripe = harness.stripe) {
  return stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
}

test('an armed decline is for the next attempts of its own account, and then gone', async () => {
  await door('POST', '/faults', { outcome: 'insufficient_funds', times: '2' });
  expect((await pay(500, harness.client('sk_test_neighbour'))).status).toBe('succeeded');
  for (const amount of [600, 700]) {
    expect(await refusal(pay(amount))).toMatchObject({ decline_code: 'insufficient_funds' });
  }
  expect((await door('GET', '/faults')).armed).toBeNull();
  expect((await pay(800)).status).toBe('succeeded');
  await door('POST', '/faults', { outcome: 'authenticate' });
  expect((await pay(900)).status).toBe('requires_action');
  await door('POST', '/faults', { outcome: 'lost_card', times: '5' });
  await door('DELETE', '/faults');
  expect((await pay(950)).status).toBe('succeeded');
  const wrong = await harness.call('POST', `${WORLD}/faults`, { outcome: 'lost_card', times: '0' });
  expect(wrong.body.error).toMatchObject({ param: 'times' });
});

test('the journal of the network has the attempts of the account alone', async () => {
  const { data } = await door('GET', '/network/journal');
  expect(data[0]).toMatchObject({ kind: 'authorize', amount: 950, outcome: 'approved' });
  expect(data.map(({ amount }: { amount: number }) => amount)).not.toContain(500);
});

test('a fault can be for an amount and a share of attempts, and hold until it is disarmed', async () => {
  await door('POST', '/faults', { outcome: 'lost_card', always: 'true', amount: '4321' });
  expect((await pay(4322)).status).toBe('succeeded');
  for (let n = 0; n < 2; n++) expect(await refusal(pay(4321))).toMatchObject({ decline_code: 'lost_card' });
  await door('POST', '/faults', { outcome: 'lost_card', always: 'true', chance: '50' });
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      pay(5000 + n).then(
        () => 'paid',
        () => 'declined',
      ),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set(['paid', 'declined']));
  const { body } = await harness.call('POST', `${WORLD}/faults`, { outcome: 'lost_card', chance: '101' });
  expect(body.error).toMatchObject({ param: 'chance' });
  await door('DELETE', '/faults');
});

test('a network that does not answer is asked again, and has charged once', async () => {
  await door('POST', '/faults', { outcome: 'silent', times: '2' });
  const { id } = await pay(4444);
  const { data } = await door('GET', '/network/journal');
  expect(data.filter(({ amount }: { amount: number }) => amount === 4444)).toHaveLength(1);
  expect((await door('GET', `/books/${id}`)).balanced).toBe(true);
  await door('POST', '/faults', { outcome: 'fail_refund' });
  const refund = await harness.stripe.refunds.create({ payment_intent: id });
  await harness.florin.advance('2m');
  expect((await harness.stripe.refunds.retrieve(refund.id)).status).toBe('failed');
});

test('a payment that waits for its payer is authorized or failed for them', async () => {
  const wait = () =>
    harness.stripe.paymentIntents.create({
      amount: 1099,
      currency: 'dkk',
      confirm: true,
      allowed_payment_method_types: ['mobilepay'],
      payment_method_data: { type: 'mobilepay' },
      return_url: 'https://example.com/done',
    });
  const first = await wait();
  expect(await door('POST', `/payments/${first.id}/payer`, { choice: 'authorized' })).toMatchObject({
    status: 'succeeded',
  });
  const second = await wait();
  expect(await door('POST', `/payments/${second.id}/payer`, { choice: 'failed' })).toMatchObject({
    status: 'requires_payment_method',
  });
  const again = await harness.call('POST', `${WORLD}/payments/${second.id}/payer`, { choice: 'failed' });
  expect(again).toMatchObject({ status: 400, body: { error: { param: 'id' } } });
});

test('the books of a payment have its postings and those of its refund, and they balance', async () => {
  const { id } = await pay(1299);
  await harness.stripe.refunds.create({ payment_intent: id, amount: 300 });
  const { data, balanced } = await door('GET', `/books/${id}`);
  expect(balanced).toBe(true);
  expect(data.map(({ type }: { type: string }) => type)).toEqual(['charge', 'refund']);
  const books = data[0].lines.map(({ book }: { book: string }) => book);
  expect(books).toEqual(expect.arrayContaining(['merchant', 'acquirer', 'fees']));
  expect((await door('GET', '/books')).balanced).toBe(true);
});

test('the flight recorder has requests, attempts, events and postings on one line of time', async () => {
  const { id } = await pay(1399);
  await pay(1400);
  const { entries, complete } = await door('GET', `/trail/${id}`);
  const texts = entries.map(({ kind, text }: { kind: string; text: string }) => `${kind} ${text}`).join('\n');
  expect(complete).toBe(true);
  expect(texts).toContain('request POST /v1/payment_intents 200');
  expect(texts).toContain('network authorize 1399 usd → approved');
  expect(texts).toContain('event payment_intent.succeeded');
  expect(texts).toMatch(/posting merchant \+\d+ usd/);
  expect(texts).not.toContain('1400');
  const times = entries.map(({ at }: { at: number }) => at);
  expect(times).toEqual(times.toSorted((a: number, b: number) => a - b));
});

test('forms of operations are made from the contract', async () => {
  const { data: operations } = await door('GET', '/contract/operations');
  expect(operations).toContainEqual({ id: 'POST /v1/refunds', built: true });
  const { data: fields } = await door('GET', '/contract/params', { operation: 'POST /v1/refunds' });
  expect(fields).toContainEqual(
    expect.objectContaining({ name: 'reason', values: expect.arrayContaining(['requested_by_customer']) }),
  );
  const { body } = await harness.call('GET', `${WORLD}/contract/params?operation=GET%20/nothing`);
  expect(body.error).toMatchObject({ code: 'resource_missing' });
});

test('an error names the page of its request to the holder of a secret key alone', async () => {
  const wrong = { amount: 'much', currency: 'usd' };
  const own = await harness.call('POST', '/v1/payment_intents', wrong);
  expect(own.body.error.request_log_url).toBe(
    `http://127.0.0.1:12111/dashboard/${accountOf(KEY)}/logs/${own.headers.get('request-id')}`,
  );
  const page = await harness.call('POST', '/v1/tokens', wrong, { key: 'pk_test_harness' });
  expect(page.body.error.request_log_url).toBeUndefined();
});

test.each([
  ['/test/payments', '/dashboard/payments'],
  ['/payments/pi_1', '/dashboard/payments/pi_1'],
  ['/acct_1/test/settings/branding', '/dashboard/acct_1/settings/branding'],
  ['/test/workbench/webhooks', '/dashboard/webhooks'],
  ['/test/balance/overview', '/dashboard/balances'],
  ['/test', '/dashboard'],
  ['/login', '/dashboard/login'],
  ['/', undefined],
  ['/c/pay/cs_1', undefined],
  ['/paymentsx', undefined],
  ['/test//evil.example', undefined],
])('%s leads to %s', (from, to) => {
  expect(redirectOf(from)).toBe(to);
});

test('the clock has a text for everything that can fall due', () => {
  const kinds = [...assemble(ROOMS).timers.keys()].filter((kind) => kind !== 'webhook.given_up');
  for (const words of [en, fr]) expect(Object.keys(words.due)).toEqual(expect.arrayContaining(kinds));
});
