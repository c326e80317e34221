import { describe, expect, test } from 'vitest';
import { createVersions } from '../../../src/api/versions/chain.ts';
import { newestVersion } from '../../../src/api/versions/versions.ts';
import type { JsonObject, Lookup } from '../../../src/kernel/version-change.ts';
import { VERSION_CHANGES } from '../../support/declared.ts';
import { event } from './samples/account.ts';
import { charge } from './samples/charge.ts';
import { paymentMethod } from './samples/payment-methods.ts';
import { declined, paymentIntent, refund } from './samples/payments.ts';
import { asSent } from './samples/shared.ts';
import { samples } from './samples.ts';

const { downgradeResponse } = createVersions(VERSION_CHANGES);
const nothing: Lookup = { include: async () => undefined };

async function at(version: string, object: JsonObject): Promise<JsonObject> {
  return asSent(await downgradeResponse(object, version, nothing));
}

test('a caller of the newest version gets the response unchanged', () => {
  const answer = charge();
  expect(downgradeResponse(answer, newestVersion(), nothing)).toBe(answer);
  expect(answer).toEqual(charge());
});

test('a response is ready synchronously if nothing has to be loaded', () => {
  expect(downgradeResponse(refund(), '2023-10-16', nothing)).not.toBeInstanceOf(Promise);
});

test('objects are changed at any depth', async () => {
  const intent = { ...paymentIntent(), latest_charge: charge() };
  const answer = await at('2023-10-16', {
    object: 'list',
    data: [intent],
    has_more: false,
    url: '/v1/payment_intents',
  });
  const [found] = answer.data as [JsonObject];
  expect(found).toMatchObject({ invoice: null, latest_charge: { invoice: null, amount_updates: [] } });
});

test('errors are changed with the objects in them', async () => {
  const error = declined({ payment_intent: paymentIntent() });
  const answer = await at('2023-10-16', { error });
  expect(answer.error).toMatchObject({ code: 'card_declined', payment_intent: { invoice: null } });
});

test('metadata is not an object of the API, with any keys', async () => {
  const metadata = { object: 'charge', presentment_details: 'mine' };
  const answer = await at('2022-08-01', { ...charge(), metadata: { ...metadata } });
  expect(answer.metadata).toEqual(metadata);
});

describe('events', () => {
  test('hold their object at the version', async () => {
    const answer = await at('2023-10-16', event());
    expect((answer.data as JsonObject).object).toEqual(await at('2023-10-16', charge()));
  });

  test('have partial changes without additions', async () => {
    const previous = { billing_details: { name: null, tax_id: null }, paid: false };
    const data = { object: charge(), previous_attributes: previous };
    const answer = await at('2023-10-16', { ...event(), data });
    expect((answer.data as JsonObject).previous_attributes).toEqual(previous);
  });
});

test('a second downgrade changes nothing more', async () => {
  for (const version of ['2025-08-27.basil', '2023-10-16', '2022-08-01']) {
    for (const sample of Object.values(samples())) {
      const once = await at(version, sample);
      expect(await at(version, structuredClone(once))).toEqual(once);
    }
  }
});

test('a detour through a newer version changes nothing', async () => {
  for (const sample of Object.values(samples())) {
    const direct = await at('2022-08-01', structuredClone(sample));
    expect(await at('2022-08-01', await at('2024-06-20', sample))).toEqual(direct);
  }
});

test('fields that were added later are sent at every version', async () => {
  expect(await at('2022-08-01', paymentMethod())).toEqual(paymentMethod());
  expect(await at('2022-08-01', paymentIntent())).toMatchObject({ managed_payments: { enabled: false } });
});
