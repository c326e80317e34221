import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { placeOfKey } from '../../../src/api/idempotency.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

const PAY = {
  amount: '1000',
  currency: 'usd',
  confirm: 'true',
  payment_method: 'pm_card_visa',
  'automatic_payment_methods[enabled]': 'true',
  'automatic_payment_methods[allow_redirects]': 'never',
};

interface Given {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends a POST with an idempotency key; returns the response including its exact text. */
async function post(
  { florin }: Harness,
  path: string,
  form: Record<string, string>,
  idempotencyKey: string,
  { key = 'sk_test_harness', headers = {} }: { key?: string; headers?: Record<string, string> } = {},
): Promise<Given> {
  const answer = await florin.fetch(`http://florin.test${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'idempotency-key': idempotencyKey, ...headers },
    body: new URLSearchParams(form),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

function expectReplay(again: Given, first: Given): void {
  expect([again.status, again.text]).toEqual([first.status, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.headers.get('original-request')).toBe(first.headers.get('request-id'));
  expect(again.headers.get('request-id')).not.toBe(first.headers.get('request-id'));
}

describe('the same key has one effect', () => {
  it('of fifty requests at once', () =>
    withFlorin(async (harness) => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => post(harness, '/v1/payment_intents', PAY, 'fifty')),
      );
      const first = answers.filter(({ status, headers }) => status === 200 && !headers.has('idempotent-replayed'));
      expect(first).toHaveLength(1);
      for (const answer of answers) {
        if (answer.status === 200) {
          expect(answer.text).toBe(first[0]?.text);
          continue;
        }
        expect(answer.status).toBe(409);
        expect(answer.headers.get('stripe-should-retry')).toBe('true');
        expect(JSON.parse(answer.text).error).toMatchObject({
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
        });
      }
      expect((await harness.stripe.paymentIntents.list()).data).toHaveLength(1);
      expect((await harness.stripe.charges.list()).data).toHaveLength(1);
    }));

  it('of waves of requests, each of which succeeds in the end', () =>
    withFlorin(async (harness) => {
      const texts = new Set<string>();
      const untilDone = async () => {
        for (;;) {
          const answer = await post(harness, '/v1/refunds', { charge }, 'waves');
          if (answer.status === 409) {
            // Lets the first request commit: commits wait for the next turn of the event loop.
            await setImmediate();
            continue;
          }
          expect(answer.status).toBe(200);
          texts.add(answer.text);
          return;
        }
      };
      const paid = await post(harness, '/v1/payment_intents', PAY, 'paid');
      const charge: string = JSON.parse(paid.text).latest_charge;
      await Promise.all(Array.from({ length: 30 }, untilDone));
      expect(texts.size).toBe(1);
      expect((await harness.stripe.refunds.list()).data).toHaveLength(1);
    }));
});

describe('a key that is used again', () => {
  it('returns the same bytes, whatever has changed since', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      for (const version of ['2026-10-28.endive', '2025-08-27.basil', '2022-08-01']) {
        const options = { headers: { 'stripe-version': version } };
        const first = await post(harness, '/v1/payment_intents', PAY, version, options);
        expect(first.status).toBe(200);
        const { id } = JSON.parse(first.text);
        await stripe.paymentIntents.update(id, { metadata: { changed: 'since' }, description: 'changed' });
        await stripe.refunds.create({ payment_intent: id });
        expectReplay(await post(harness, '/v1/payment_intents', PAY, version, options), first);
      }
    }));

  it('does so for a deleted object, an expanded one and an embedded list', () =>
    withFlorin(async (harness) => {
      const created = await post(harness, '/v1/customers', { name: 'Jenny', 'metadata[a]': 'b' }, 'created');
      const { id } = JSON.parse(created.text);
      const expanded = { ...PAY, customer: id, 'expand[0]': 'customer', 'expand[1]': 'latest_charge.refunds' };
      const paid = await post(harness, '/v1/payment_intents', expanded, 'expanded');
      await harness.stripe.refunds.create({ payment_intent: JSON.parse(paid.text).id });
      await harness.stripe.customers.del(id);
      expectReplay(await post(harness, '/v1/customers', { name: 'Jenny', 'metadata[a]': 'b' }, 'created'), created);
      expectReplay(await post(harness, '/v1/payment_intents', expanded, 'expanded'), paid);
    }));

  it('returns the secret of a webhook endpoint again', () =>
    withFlorin(async (harness) => {
      const form = { url: 'http://127.0.0.1:9/', 'enabled_events[]': 'charge.failed' };
      const first = await post(harness, '/v1/webhook_endpoints', form, 'endpoint');
      expect(JSON.parse(first.text).secret).toMatch(/^whsec_/);
      expectReplay(await post(harness, '/v1/webhook_endpoints', form, 'endpoint'), first);
    }));

  it.each([
    ['a decline', '/v1/payment_intents', { ...PAY, payment_method: 'pm_card_chargeDeclined' }, 402],
    ['a refusal', '/v1/refunds', { charge: 'ch_nothing' }, 400],
    ['something missing', '/v1/customers/cus_nobody', { name: 'x' }, 404],
    ['what is not built', '/v1/checkout/sessions', { 'managed_payments[enabled]': 'true' }, 501],
  ])('returns %s again', (_, path, form, status) =>
    withFlorin(async (harness) => {
      const first = await post(harness, path, form, 'again');
      expect(first.status).toBe(status);
      const events = (await harness.eventTypes()).length;
      const again = await post(harness, path, form, 'again');
      expectReplay(again, first);
      expect(again.headers.get('stripe-should-retry')).toBe(first.headers.get('stripe-should-retry'));
      expect((await harness.eventTypes()).length).toBe(events);
    }),
  );

  it('returns the same state error, though the state has changed', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const intent = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd', capture_method: 'manual' });
      const path = `/v1/payment_intents/${intent.id}/capture`;
      const first = await post(harness, path, {}, 'too early');
      expect(first.status).toBe(400);
      await stripe.paymentIntents.confirm(intent.id, {
        payment_method: 'pm_card_visa',
        return_url: 'https://example.com',
      });
      expectReplay(await post(harness, path, {}, 'too early'), first);
      expect(await post(harness, path, {}, 'in time')).toMatchObject({ status: 200 });
    }));

  it('is stored for a day, and deleted some time later', () =>
    withFlorin(async (harness) => {
      const first = await post(harness, '/v1/customers', { name: 'a' }, 'a day');
      await harness.florin.advance('23h');
      expectReplay(await post(harness, '/v1/customers', { name: 'a' }, 'a day'), first);
    }));
});

describe('a key with another request', () => {
  it.each<[string, string, Record<string, string>]>([
    ['other values', '/v1/customers', { name: 'other' }],
    ['more parameters', '/v1/customers', { name: 'Jenny', description: 'x' }],
    ['none', '/v1/customers', {}],
    ['another operation', '/v1/payment_intents', { amount: '1000', currency: 'usd' }],
  ])('is rejected for %s', (_, path, form) =>
    withFlorin(async (harness) => {
      const first = await post(harness, '/v1/customers', { name: 'Jenny' }, 'same');
      const second = await post(harness, path, form, 'same');
      expect(second.status).toBe(400);
      expect(JSON.parse(second.text).error).toMatchObject({ type: 'idempotency_error' });
      expect(second.headers.has('idempotent-replayed')).toBe(false);
      expectReplay(await post(harness, '/v1/customers', { name: 'Jenny' }, 'same'), first);
    }),
  );

  it('is rejected for the same call on another object', () =>
    withFlorin(async (harness) => {
      const [one, two] = [await harness.stripe.customers.create(), await harness.stripe.customers.create()];
      await post(harness, `/v1/customers/${one.id}`, { name: 'x' }, 'same');
      const second = await post(harness, `/v1/customers/${two.id}`, { name: 'x' }, 'same');
      expect(JSON.parse(second.text).error).toMatchObject({ type: 'idempotency_error' });
    }));

  it('names both endpoints if it was first used for another one', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.customers.create();
      await post(harness, '/v1/customers', { name: 'Jenny' }, 'same');
      const other = await post(harness, `/v1/customers/${id}`, { name: 'Jenny' }, 'same');
      const { error } = JSON.parse(other.text);
      expect(error).toMatchObject({ type: 'idempotency_error' });
      expect(error.message).toContain(`first used for ('/v1/customers/${id}' vs '/v1/customers')`);
      const changed = await post(harness, '/v1/customers', { name: 'Anna' }, 'same');
      expect(JSON.parse(changed.text).error.message).toContain('the same parameters they were first used with');
    }));

  it('accepts the same request in another order and another spelling', () =>
    withFlorin(async (harness) => {
      const first = await post(
        harness,
        '/v1/customers',
        { name: 'x', 'metadata[a]': '1', 'metadata[b]': '2' },
        'order',
      );
      const form = { 'metadata[b]': '2', 'metadata[a]': '1', name: 'x' };
      expectReplay(await post(harness, '/v1/customers', form, 'order'), first);
    }));

  it('is free in another world', () =>
    withFlorin(async (harness) => {
      const first = await post(harness, '/v1/payment_intents', PAY, 'shared');
      const second = await post(harness, '/v1/payment_intents', PAY, 'shared', { key: 'sk_test_elsewhere' });
      expect(second.status).toBe(200);
      expect(second.headers.has('idempotent-replayed')).toBe(false);
      expect(JSON.parse(second.text).id).not.toBe(JSON.parse(first.text).id);
    }));
});

describe('Idempotency-Key', () => {
  it('is not used up by a request that was rejected before it began', () =>
    withFlorin(async (harness) => {
      for (const wrong of [{ nmae: 'x' }, { balance: 'x' }] as Record<string, string>[])
        expect((await post(harness, '/v1/customers', wrong, 'typo')).status).toBe(400);
      expect((await post(harness, '/v1/customers', { name: 'x' }, 'typo', { key: 'not a key' })).status).toBe(401);
      const answer = await post(harness, '/v1/customers', { name: 'x' }, 'typo');
      expect([answer.status, answer.headers.has('idempotent-replayed')]).toEqual([200, false]);
    }));

  it('has 1 to 255 characters', () =>
    withFlorin(async (harness) => {
      expect((await post(harness, '/v1/customers', {}, 'k'.repeat(255))).status).toBe(200);
      for (const key of ['', 'k'.repeat(256)]) {
        const refused = await post(harness, '/v1/customers', {}, key);
        expect(refused.status).toBe(400);
        expect(JSON.parse(refused.text).error.type).toBe('invalid_request_error');
      }
      expect((await harness.stripe.customers.list()).data).toHaveLength(1);
    }));

  it.each([
    ['a success', '/v1/customers', {}, 200],
    ['a refusal', '/v1/refunds', { charge: 'ch_nothing' }, 400],
    ['a wrong parameter', '/v1/customers', { nmae: 'x' }, 400],
    ['a decline', '/v1/payment_intents', { ...PAY, payment_method: 'pm_card_chargeDeclined' }, 402],
    ['something missing', '/v1/customers/cus_nobody', { name: 'x' }, 404],
  ])('makes %s the original of its repetitions, which need no retry', (_, path, form, status) =>
    withFlorin(async (harness) => {
      const first = await post(harness, path, form, 'first');
      expect(first.status).toBe(status);
      expect(first.headers.get('original-request')).toBe(first.headers.get('request-id'));
      expect(first.headers.get('stripe-should-retry')).toBe('false');
      const read = await harness.call('GET', '/v1/customers/cus_nobody');
      expect([read.headers.has('original-request'), read.headers.has('stripe-should-retry')]).toEqual([false, false]);
    }),
  );

  it('is returned in the response header and in events', () =>
    withFlorin(async (harness) => {
      const answer = await post(harness, '/v1/customers', {}, 'a key of mine');
      expect(answer.headers.get('idempotency-key')).toBe('a key of mine');
      const [event] = (await harness.stripe.events.list()).data;
      expect(event?.request).toEqual({ id: answer.headers.get('request-id'), idempotency_key: 'a key of mine' });
    }));

  it('has no effect on GET and DELETE', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.customers.create();
      const headers = { 'idempotency-key': 'read' };
      for (const method of ['GET', 'GET', 'DELETE']) {
        const answer = await harness.call(method, `/v1/customers/${id}`, {}, { headers });
        expect([answer.status, answer.headers.get('idempotent-replayed')]).toEqual([200, null]);
      }
    }));
});

describe('keys of servers and pages', () => {
  it('are apart: neither sees the response of the other, nor does it block the other', () =>
    withFlorin(async ({ call }) => {
      const headers = { 'idempotency-key': 'same' };
      const card = { type: 'card', 'card[token]': 'tok_visa' };
      const server = await call('POST', '/v1/payment_methods', card, { headers });
      const page = await call('POST', '/v1/payment_methods', card, { headers, key: 'pk_test_harness' });
      expect([server.status, page.status]).toEqual([200, 200]);
      expect(page.body.id).not.toBe(server.body.id);
      const other = await call('POST', '/v1/tokens', { 'pii[id_number]': '1' }, { headers, key: 'pk_test_harness' });
      expect(other.status).toBe(400);
      const again = await call('POST', '/v1/payment_methods', card, { headers, key: 'pk_test_harness' });
      expect([again.body.id, again.headers.get('idempotent-replayed')]).toEqual([page.body.id, 'true']);
      expect(other.body.error.message).toContain("'same'");
    }));

  it('are apart for each hosted page', () => {
    const page = (pageKey: string) => placeOfKey({ key: 'page', pageKey }, 'k');
    const places = [
      placeOfKey({ key: 'secret' }, 'k'),
      placeOfKey({ key: 'publishable' }, 'k'),
      page('cs_1'),
      page('cs_2'),
    ];
    expect(new Set(places).size).toBe(4);
    expect(places.join()).not.toContain('cs_1');
    for (const place of places.slice(1)) expect(() => new Headers({ 'idempotency-key': place })).toThrow();
  });
});
