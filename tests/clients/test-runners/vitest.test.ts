import Stripe from 'stripe';
import { test as base, describe, expect } from 'vitest';
import * as playwright from '../../../src/playwright.ts';
import { florinFixture, newWorld, setup, teardown } from '../../../src/vitest.ts';

const test = base.extend(florinFixture);

describe('florin/vitest, in a suite', () => {
  const worlds = new Set<string>();

  test.for(['one', 'another'])('%s test has a world of its own', async (name, { florin }) => {
    const stripe = new Stripe(florin.key, florin.client);
    expect((await stripe.customers.list()).data).toEqual([]);
    await stripe.customers.create({ name });
    worlds.add(florin.key);
    expect(florin.publishableKey).toBe(florin.key.replace('sk_', 'pk_'));
  });

  test('the worlds of other tests were others', ({ florin }) => {
    expect(worlds.size).toBe(2);
    expect(worlds).not.toContain(florin.key);
  });

  test('the clock moves, and events are waited for', async ({ florin }) => {
    const stripe = new Stripe(florin.key, florin.client);
    const early = florin.waitForEvent('payment_intent.succeeded', { where: { metadata: { order: '2' } } });
    for (const order of ['1', '2', '3']) {
      const paid = { amount: 1099, currency: 'usd', payment_method: 'pm_card_visa', confirm: true } as const;
      await stripe.paymentIntents.create({ ...paid, return_url: 'https://example.com/', metadata: { order } });
    }
    expect((await early).data.object).toMatchObject({ metadata: { order: '2' } });
    // Each event is returned once, the oldest first.
    for (const order of ['1', '3']) {
      const event = await florin.waitForEvent('payment_intent.succeeded');
      expect(event.data.object).toMatchObject({ metadata: { order } });
    }
    await florin.advance('7d');
    await florin.waitForEvent('balance.available');
  });

  test('an event that does not come is an error with those that came', async ({ florin }) => {
    await new Stripe(florin.key, florin.client).customers.create();
    const waiting = florin.waitForEvent('charge.refunded', { where: { amount: 5 }, timeoutMs: 30 });
    await expect(waiting).rejects.toThrow(
      'No event charge.refunded with {"amount":5} within 30 ms. Events so far: customer.created.',
    );
    await expect(florin.advance('soon')).rejects.toThrow('by=5m');
  });
});

test('florin/playwright has the same fixture', () => {
  expect(playwright.florinFixture).toBe(florinFixture);
});

test('a Florin for all workers is named by FLORIN_URL', async () => {
  await setup();
  const { FLORIN_URL: url } = process.env;
  expect((await newWorld()).url).toBe(url);
  await teardown();
  expect(process.env.FLORIN_URL).toBeUndefined();
  await expect(fetch(String(url))).rejects.toThrow('fetch failed');
});
