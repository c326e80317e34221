import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** Creates an object of every type in the world of a key. */
async function furnish(harness: Harness, key: string) {
  const stripe = harness.client(key);
  const customer = await stripe.customers.create({ name: key });
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  const intent = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    customer: customer.id,
    payment_method: card.id,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  const charge = intent.latest_charge as string;
  const refund = await stripe.refunds.create({ charge, amount: 100 });
  const token = await stripe.tokens.create({ card: { number: '4242424242424242', exp_month: '12', exp_year: '2034' } });
  const endpoint = await stripe.webhookEndpoints.create({
    url: 'http://127.0.0.1:9/',
    enabled_events: ['charge.failed'],
  });
  const event = (await stripe.events.list({ limit: 1 })).data[0]?.id ?? '';
  const transaction = (await stripe.balanceTransactions.list({ limit: 1 })).data[0]?.id ?? '';
  return { stripe, customer, card, intent, charge, refund, token, endpoint, event, transaction };
}

describe('a key is a world', () => {
  it('rejects objects of another world in every parameter', () =>
    withFlorin(async (harness) => {
      const theirs = await furnish(harness, 'sk_test_theirs');
      const { stripe, customer: mine } = await furnish(harness, 'sk_test_mine');
      const { customer, card, intent, charge, refund, token, endpoint, event, transaction } = theirs;
      const amount = { amount: 500, currency: 'usd' };
      const tries: (() => Promise<unknown>)[] = [
        () => stripe.customers.retrieve(customer.id),
        () => stripe.customers.update(customer.id, { name: 'x' }),
        () => stripe.customers.del(customer.id),
        () => stripe.customers.listPaymentMethods(customer.id),
        () => stripe.customers.retrievePaymentMethod(customer.id, card.id),
        () => stripe.paymentMethods.retrieve(card.id),
        () => stripe.paymentMethods.update(card.id, { metadata: { a: 'b' } }),
        () => stripe.paymentMethods.attach(card.id, { customer: mine.id }),
        () => stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id }),
        () => stripe.paymentMethods.detach(card.id),
        () => stripe.paymentIntents.retrieve(intent.id),
        () => stripe.paymentIntents.update(intent.id, { description: 'x' }),
        () => stripe.paymentIntents.confirm(intent.id),
        () => stripe.paymentIntents.capture(intent.id),
        () => stripe.paymentIntents.cancel(intent.id),
        () => stripe.paymentIntents.create({ ...amount, customer: customer.id }),
        () => stripe.paymentIntents.create({ ...amount, payment_method: card.id }),
        () => stripe.charges.retrieve(charge),
        () => stripe.charges.update(charge, { description: 'x' }),
        () => stripe.refunds.create({ charge }),
        () => stripe.refunds.create({ payment_intent: intent.id }),
        () => stripe.refunds.retrieve(refund.id),
        () => stripe.refunds.cancel(refund.id),
        () => stripe.tokens.retrieve(token.id),
        () => stripe.paymentMethods.create({ type: 'card', card: { token: token.id } }),
        () => stripe.webhookEndpoints.retrieve(endpoint.id),
        () => stripe.webhookEndpoints.del(endpoint.id),
        () => stripe.events.retrieve(event),
        () => stripe.balanceTransactions.retrieve(transaction),
        () => stripe.customers.list({ starting_after: customer.id }),
        () => stripe.events.list({ ending_before: event }),
      ];
      for (const attempt of tries) {
        await expect(attempt(), String(attempt)).rejects.toMatchObject({ code: 'resource_missing' });
      }
      expect(await theirs.stripe.customers.retrieve(customer.id)).toMatchObject({ name: 'sk_test_theirs' });
    }));

  it('lists and counts only its own objects', () =>
    withFlorin(async (harness) => {
      const theirs = await furnish(harness, 'sk_test_theirs');
      const mine = harness.client('sk_test_mine');
      expect((await mine.customers.list()).data).toEqual([]);
      expect((await mine.customers.list({ email: 'x@example.com' })).data).toEqual([]);
      expect((await mine.charges.list()).data).toEqual([]);
      const missing = { code: 'resource_missing' };
      await expect(mine.charges.list({ customer: theirs.customer.id })).rejects.toMatchObject(missing);
      await expect(mine.refunds.list({ charge: theirs.charge })).rejects.toMatchObject(missing);
      expect((await mine.events.list()).data).toEqual([]);
      expect((await mine.balance.retrieve()).pending).toMatchObject([{ amount: 0 }]);
    }));

  it('has its own clock and its own idempotency keys', () =>
    withFlorin(async (harness) => {
      const one = harness.client('sk_test_one');
      const two = harness.client('sk_test_two');
      const options = { idempotencyKey: 'the same in both' };
      const first = await one.customers.create({ name: 'one' }, options);
      const second = await two.customers.create({ name: 'two' }, options);
      expect(second.id).not.toBe(first.id);
      const pay = { amount: 900, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' };
      const never = { automatic_payment_methods: { enabled: true, allow_redirects: 'never' as const } };
      const charged = { idempotencyKey: 'charged in both' };
      for (const stripe of [one, two]) {
        const { latest_charge: charge } = await stripe.paymentIntents.create({ ...pay, ...never }, charged);
        expect(await stripe.charges.retrieve(charge as string)).toMatchObject({ amount: 900 });
      }
      await harness.florin.advance('1d', { key: 'sk_test_one' });
      expect((await one.customers.create()).created - (await two.customers.create()).created).toBe(86_400);
    }));

  it('the keys of the documentation share one world, any other pair has its own', () =>
    withFlorin(async (harness) => {
      const documented = harness.client('sk_test_BQokikJOvBiI2HlWgH4olfQ2');
      const { id, client_secret } = await documented.paymentIntents.create({ amount: 500, currency: 'usd' });
      const page = harness.client('pk_test_TYooMQauvdEDq54NiTphI7jx');
      const seen = await page.paymentIntents.retrieve(id, { client_secret: client_secret ?? '' });
      expect(seen.id).toBe(id);
      const twin = harness.client('pk_test_BQokikJOvBiI2HlWgH4olfQ2');
      expect((await twin.paymentIntents.retrieve(id, { client_secret: client_secret ?? '' })).id).toBe(id);
    }));

  it.each([
    'sk_live_abc',
    'rk_test_abc',
    'sk_test_',
    `sk_test_${'a'.repeat(300)}`,
    'sk_test_a b',
    'SK_TEST_abc',
    'sk_test_../../x',
    '',
  ])('rejects the key "%s" and does not repeat it', (key) =>
    withFlorin(async (harness) => {
      const answer = await harness.call('GET', '/v1/customers', {}, { key });
      expect(answer).toMatchObject({ status: 401, body: { error: { type: 'invalid_request_error' } } });
      expect(answer.headers.get('www-authenticate')).toBe('Basic realm="Stripe"');
      if (key.length > 12) expect(answer.body.error.message).not.toContain(key);
      expect(harness.florin.engine.worlds.known()).toEqual([]);
    }),
  );

  it('accepts the key as a user name without a password, too', () =>
    withFlorin(async ({ florin }) => {
      const encoded = Buffer.from('sk_test_basic:').toString('base64');
      for (const authorization of [`Basic ${encoded}`, `basic  ${encoded}`, 'bearer sk_test_basic']) {
        const answer = await florin.fetch('http://florin.test/v1/balance', { headers: { authorization } });
        expect(answer.status).toBe(200);
      }
    }));
});
