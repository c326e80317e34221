import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const NOON = Date.UTC(2026, 0, 5, 12);
let folder: string;
const problems: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'florin-restarts-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  expect(problems).toEqual([]);
});

/** Runs a Florin on the folder with a clock that starts at `startMs`. */
async function during(startMs: number, story: (stripe: Stripe, florin: Florin) => Promise<void>): Promise<void> {
  const florin = await createFlorin({
    storage: folder,
    clock: createManualClock(startMs),
    report: (error, doing) => problems.push(`${doing}: ${String(error)}`),
  });
  const httpClient = Stripe.createFetchHttpClient(florin.fetch);
  try {
    await story(new Stripe('sk_test_restarts', { httpClient, maxNetworkRetries: 0, telemetry: false }), florin);
  } finally {
    await florin.close();
  }
}

it.each([0, 1, -1, -60_000, -86_400_000])('continues after a restart with a clock that is %i ms off', async (offMs) => {
  const names: (string | null | undefined)[] = [];
  const make = async (stripe: Stripe, name: string) => {
    names.unshift((await stripe.customers.create({ name })).name);
  };
  await during(NOON, async (stripe) => {
    for (let n = 0; n < 80; n++) await make(stripe, `before ${n}`);
  });
  await during(NOON + offMs, async (stripe) => {
    for (let n = 0; n < 10; n++) await make(stripe, `after ${n}`);
    const listed = await stripe.customers.list({ limit: 100 });
    expect(listed.data.map(({ name }) => name)).toEqual(names);
    const events = await stripe.events.list({ limit: 100 });
    expect(events.data.map(({ data }) => (data.object as Stripe.Customer).name)).toEqual(names);
  });
});

it('keeps keys, clocks and timers', async () => {
  let id = '';
  let customer = '';
  await during(NOON, async (stripe, florin) => {
    customer = (await stripe.customers.create({ name: 'once' }, { idempotencyKey: 'kept' })).id;
    const intent = await stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      capture_method: 'manual',
      confirm: true,
      payment_method: 'pm_card_visa',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    id = intent.id;
    await florin.advance('6d');
  });
  await during(NOON + 1_000, async (stripe, florin) => {
    expect((await stripe.customers.create({ name: 'once' }, { idempotencyKey: 'kept' })).id).toBe(customer);
    const { created } = await stripe.customers.create();
    expect(created).toBe(NOON / 1000 + 6 * 86_400 + 1);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
    await florin.advance('1d', { key: 'sk_test_restarts' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('canceled');
  });
});

it('limits its clock to the range of its numbers', async () => {
  await during(NOON, async (stripe, florin) => {
    await stripe.customers.create();
    for (let years = 0; years < 80; years += 10) await florin.advance('3650d');
    await expect(florin.advance('3650d')).rejects.toThrow('2109');
    const late = await stripe.customers.create({ name: 'late' });
    expect((await stripe.customers.list({ limit: 1 })).data[0]?.id).toBe(late.id);
  });
});
