import { createRequire } from 'node:module';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { serve } from '../../../src/server.ts';

/** The official library before it took a host as an option, and before it sent the parameters of GET in the query. */
type EarlyStripe = Stripe & { setHost(host: string, port: number, protocol: string): void };

const load = createRequire(import.meta.url);
const HOST = '127.0.0.1';

let florin: Florin;
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:' });
  server = await serve(florin, { host: HOST, port: 0 });
});
afterAll(async () => {
  await server.stop();
  await florin.close();
});

function connect(major: number): Stripe {
  const key = `sk_test_major${major}`;
  const port = Number(new URL(server.url).port);
  const Sdk = load(`stripe-${major}`);
  if (major >= 8) return new Sdk(key, { host: HOST, port, protocol: 'http', telemetry: false });
  const stripe: EarlyStripe = Sdk(key);
  stripe.setHost(HOST, port, 'http');
  return stripe;
}

describe.each([6, 7, 8, 9])('stripe %i', (major) => {
  it('takes payments, receives declines, and filters lists', async () => {
    const stripe = connect(major);
    const { id: customer } = await stripe.customers.create({ name: 'Jenny', source: 'tok_visa' });
    for (const amount of [500, 600, 700]) await stripe.charges.create({ amount, currency: 'usd', customer });
    await stripe.customers.update(customer, { name: '' });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ name: null });
    expect((await stripe.charges.list({ customer, limit: 2 })).data.map(({ amount }) => amount)).toEqual([700, 600]);
    const types = ['customer.created', 'customer.updated'];
    expect((await stripe.events.list({ types, limit: 5 })).data.map(({ type }) => type)).toEqual(types.toReversed());
    const declined = stripe.paymentIntents.create({
      amount: 1099,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_chargeDeclined',
      payment_method_types: ['card'],
    } as Stripe.PaymentIntentCreateParams);
    await expect(declined).rejects.toMatchObject({ type: 'StripeCardError', code: 'card_declined', statusCode: 402 });
  });
});
