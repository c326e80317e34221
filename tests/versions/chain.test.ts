import { describe, expect, test } from 'vitest';
import { downgradeResponse } from '../../src/api/versions/chain.ts';
import type { JsonObject, Lookup } from '../../src/api/versions/change.ts';
import { newestVersion } from '../../src/api/versions/versions.ts';
import { event } from './samples/account.ts';
import { charge } from './samples/charge.ts';
import { paymentMethod } from './samples/payment-methods.ts';
import { declined, paymentIntent } from './samples/payments.ts';
import { asSent } from './samples/shared.ts';
import { samples } from './samples.ts';

const nothing: Lookup = { include: async () => undefined };

async function at(version: string, object: JsonObject): Promise<JsonObject> {
  return asSent(await downgradeResponse(object, version, nothing));
}

test('a caller of the newest version gets the very answer', () => {
  const answer = charge();
  expect(downgradeResponse(answer, newestVersion(), nothing)).toBe(answer);
  expect(answer).toEqual(charge());
});

test('an answer is ready at once where nothing has to be looked up', () => {
  expect(downgradeResponse(charge(), '2023-10-16', nothing)).not.toBeInstanceOf(Promise);
});

test('objects are changed wherever they stand', async () => {
  const intent = { ...paymentIntent(), latest_charge: charge() };
  const answer = await at('2023-10-16', {
    object: 'list',
    data: [intent],
    has_more: false,
    url: '/v1/payment_intents',
  });
  const [found] = answer.data as [JsonObject];
  expect(found).toMatchObject({ invoice: null, latest_charge: { invoice: null, amount_updates: [] } });
  expect(found).not.toHaveProperty('managed_payments');
  const error = found.last_payment_error as JsonObject;
  expect(error.payment_method).not.toHaveProperty('allow_redisplay');
});

test('refusals are changed with the objects in them', async () => {
  const error = declined({ payment_intent: paymentIntent() });
  const answer = await at('2023-10-16', { error });
  expect(answer.error).toMatchObject({ code: 'card_declined', payment_intent: { invoice: null } });
  for (const name of ['advice_code', 'network_advice_code', 'network_decline_code']) {
    expect(answer.error).not.toHaveProperty(name);
  }
  expect((answer.error as JsonObject).payment_method).not.toHaveProperty('allow_redisplay');
});

test('metadata is no object, whatever its keys', async () => {
  const metadata = { object: 'charge', presentment_details: 'mine' };
  const answer = await at('2022-08-01', { ...charge(), metadata: { ...metadata } });
  expect(answer.metadata).toEqual(metadata);
});

describe('events', () => {
  test('hold their object at the version', async () => {
    const answer = await at('2023-10-16', event());
    expect((answer.data as JsonObject).object).toEqual(await at('2023-10-16', charge()));
  });

  test('tell changes in part and without additions', async () => {
    const previous = { billing_details: { name: null, tax_id: null }, presentment_details: null, paid: false };
    const data = { object: charge(), previous_attributes: previous };
    const answer = await at('2023-10-16', { ...event(), data });
    expect((answer.data as JsonObject).previous_attributes).toEqual({ billing_details: { name: null }, paid: false });
  });
});

test('going down twice changes nothing more', async () => {
  for (const version of ['2025-08-27.basil', '2023-10-16', '2022-08-01']) {
    for (const sample of Object.values(samples())) {
      const once = await at(version, sample);
      expect(await at(version, structuredClone(once))).toEqual(once);
    }
  }
});

test('the detour over a newer version changes nothing', async () => {
  for (const sample of Object.values(samples())) {
    const direct = await at('2022-08-01', structuredClone(sample));
    expect(await at('2022-08-01', await at('2024-06-20', sample))).toEqual(direct);
  }
});

test('a payment method at the version that is spoken by default', async () => {
  const { customer_account: _, ...expected } = paymentMethod();
  expect(await at('2025-08-27.basil', paymentMethod())).toEqual(expected);
});
