import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { signatureHeader } from '../../../src/events/signature.ts';

const { webhooks } = new Stripe('sk_test_unused');
const secret = 'whsec_thisIsTheWholeSecret';
const payload = JSON.stringify({ id: 'evt_1', object: 'event', note: 'æøå ☃' }, null, 2);
const now = Math.floor(Date.now() / 1000);

test('the official library accepts the signature', () => {
  expect(webhooks.constructEvent(payload, signatureHeader(payload, secret, now), secret)).toMatchObject({
    id: 'evt_1',
  });
});

test('the official library makes the same signature', () => {
  const official = webhooks.generateTestHeaderString({ payload, secret, timestamp: 1_767_614_400 });
  expect(signatureHeader(payload, secret, 1_767_614_400)).toBe(official);
});

test.each([
  ['another payload', `${payload} `, secret, now],
  ['another secret', payload, `${secret}x`, now],
  ['an old moment', payload, secret, now - 301],
])('the official library rejects %s', (_what, sent, key, moment) => {
  expect(() => webhooks.constructEvent(sent, signatureHeader(payload, secret, moment), key)).toThrow();
});
