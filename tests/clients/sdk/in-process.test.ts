import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { createFlorin } from '../../../src/florin.ts';

/** Example of a project's tests: Florin in the test's process, the official SDK, no socket and no waiting. */
test('the official SDK takes, reserves and refunds payments without a server', async () => {
  const florin = await createFlorin({ storage: ':memory:' });
  const stripe = new Stripe('sk_test_exampleOfMyTests', {
    httpClient: Stripe.createFetchHttpClient(florin.fetch),
    // Any host works: nothing leaves this process.
    host: 'florin.test',
    protocol: 'http',
  });

  const customer = await stripe.customers.create({ email: 'jenny.rosen@example.com' });
  const intent = await stripe.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    customer: customer.id,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    confirm: true,
  });
  expect(intent.status).toBe('succeeded');

  const reserved = await stripe.paymentIntents.create({
    amount: 5000,
    currency: 'usd',
    capture_method: 'manual',
    payment_method: 'pm_card_mastercard',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    confirm: true,
  });
  await florin.advance('7d');
  expect(await stripe.paymentIntents.retrieve(reserved.id)).toMatchObject({ status: 'canceled' });

  await stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
  const charge = await stripe.charges.retrieve(intent.latest_charge as string, { expand: ['refunds'] });
  expect(charge.refunds?.data).toMatchObject([{ amount: 500, status: 'succeeded' }]);

  await florin.close();
});
