import { expect, it } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { newestRequests } from '../../../src/events/request-rows.ts';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import type { RequestEntry } from '../../../src/shared/request-entry.ts';
import { openStorage } from '../../../src/storage/open.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const KEY = 'sk_test_requestLog';

/** Runs a story, closes Florin, and returns the requests that its storage holds, oldest first. */
async function logged(story: (florin: Florin) => Promise<void>, limit = 9): Promise<RequestEntry[]> {
  const storage = await openStorage(':memory:');
  const florin = await createFlorin({ storage: { ...storage, close: async () => {} }, clock: createManualClock() });
  await story(florin);
  const world = accountOf(KEY);
  expect(await storage.listRequests(world, { limit })).toEqual([]);
  await florin.close();
  const requests = await newestRequests(storage, world, { limit });
  await storage.close();
  return requests.reverse();
}

function ask(florin: Florin, path: string, form?: Record<string, string>, headers: Record<string, string> = {}) {
  return florin.fetch(`http://florin${path}`, {
    headers: { authorization: `Bearer ${KEY}`, ...headers },
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
}

it('holds every request and its result, in the storage by the time Florin closes', async () => {
  const order = { amount: '1000', currency: 'usd' };
  const headers = { 'idempotency-key': 'order-7', 'user-agent': 'shop/1.0' };
  const [made, again, refused, missing] = await logged(async (florin) => {
    await ask(florin, '/v1/payment_intents', order, headers);
    await ask(florin, '/v1/payment_intents', order, headers);
    await ask(florin, '/v1/payment_intents', { amount: '1000' });
    await ask(florin, '/v1/customers/cus_none');
  });
  expect(made).toMatchObject({
    id: expect.stringMatching(/^req_/),
    method: 'POST',
    path: '/v1/payment_intents',
    status: 200,
    key: 'secret',
    idempotencyKey: 'order-7',
    replayed: false,
    userAgent: 'shop/1.0',
    errorCode: null,
  });
  expect(again).toMatchObject({ status: 200, replayed: true });
  expect(refused).toMatchObject({ status: 400, errorCode: 'parameter_missing', errorParam: 'currency' });
  expect(missing).toMatchObject({
    status: 404,
    errorCode: 'resource_missing',
    errorMessage: expect.stringContaining('cus_none'),
  });
});

it('holds no secrets, in any part of a request, and no long texts', async () => {
  const headers = {
    'idempotency-key': 'sk_test_asKey0123456789',
    'user-agent': `shop whsec_abcdef0123 ${'x'.repeat(1_000)}`,
  };
  const requests = await logged(async (florin) => {
    const intent = await ask(florin, '/v1/payment_intents', { amount: '1000', currency: 'usd' }, headers);
    const { client_secret: secret } = (await intent.json()) as { client_secret: string };
    await ask(florin, `/v1/payment_intents/${secret}`);
    await ask(florin, '/v1/customers/4242424242424242');
    await ask(florin, `/v1/customers/sk_test_inThePath0123456789`);
    await ask(florin, `/v1/customers/${'y'.repeat(5_000)}`);
  });
  const text = JSON.stringify(requests);
  expect(requests).toHaveLength(5);
  for (const secret of ['asKey', 'abcdef0123', '4242424242424242', 'inThePath', KEY])
    expect(text).not.toContain(secret);
  expect(text).not.toMatch(/_secret_\w/);
  for (const request of requests) expect(JSON.stringify(request).length).toBeLessThan(2_500);
});

it('holds no secret that is percent-encoded or follows other characters', async () => {
  const secrets = ['4242 4242 4242 4242', 'sk_test_hidden0123456789', 'pi_1_secret_hidden0123', 'whsec_hidden0123'];
  const everyByte = (text: string) => Buffer.from(text).toString('hex').replace(/../g, '%$&');
  const requests = await logged(async (florin) => {
    for (const secret of secrets) {
      await ask(florin, `/v1/customers/${encodeURIComponent(secret)}`);
      await ask(florin, `/v1/customers/x_${everyByte(secret)}`);
      const headers = { 'idempotency-key': `retry_${secret}`, 'user-agent': `shop_${secret}` };
      await ask(florin, '/v1/customers', { [`metadata[x_${secret}]`]: secret, [`x_${secret}`]: secret }, headers);
    }
  }, 3 * secrets.length);
  expect(requests).toHaveLength(3 * secrets.length);
  const text = JSON.stringify(requests);
  for (const secret of secrets) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(encodeURIComponent(secret));
    expect(text.toLowerCase()).not.toContain(everyByte(secret));
  }
  expect(text).not.toContain('hidden');
});

it('holds a percent-encoded path without a secret as it was sent', async () => {
  const [request] = await logged(async (florin) => {
    await ask(florin, '/v1/customers/%E6%9D%B1%20cus%5F1%0A%zz');
  });
  expect(request?.path).toBe('/v1/customers/%E6%9D%B1%20cus%5F1%0A%zz');
});
