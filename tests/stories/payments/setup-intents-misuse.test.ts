import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

const REFUSED = { statusCode: 400 };

describe('setups under attack', () => {
  it('cannot use objects of another world', () =>
    withFlorin(async ({ stripe, client }) => {
      const other = client('sk_test_elsewhere');
      const customer = await other.customers.create();
      const method = await other.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
      const setup = await other.setupIntents.create({ customer: customer.id, payment_method: method.id });
      const missing = { code: 'resource_missing' };
      await expect(stripe.setupIntents.create({ customer: customer.id })).rejects.toMatchObject({
        ...missing,
        ...REFUSED,
        param: 'customer',
      });
      await expect(stripe.setupIntents.create({ payment_method: method.id })).rejects.toMatchObject({
        ...missing,
        ...REFUSED,
        param: 'payment_method',
      });
      for (const request of [
        () => stripe.setupIntents.retrieve(setup.id),
        () => stripe.setupIntents.update(setup.id, { description: 'mine' }),
        () => stripe.setupIntents.confirm(setup.id),
        () => stripe.setupIntents.cancel(setup.id),
        () => stripe.setupIntents.verifyMicrodeposits(setup.id),
      ]) {
        await expect(request()).rejects.toMatchObject({
          ...missing,
          statusCode: 404,
          param: 'intent',
          message: `No such setupintent: '${setup.id}'`,
        });
      }
      await expect(stripe.setupAttempts.list({ setup_intent: setup.id })).rejects.toMatchObject({
        ...missing,
        param: 'setup_intent',
      });
      expect((await stripe.setupIntents.list()).data).toEqual([]);
      expect(await other.setupIntents.retrieve(setup.id)).toMatchObject({ status: 'requires_confirmation' });
    }));

  it("cannot use another customer's card", () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const [owner, thief] = [await stripe.customers.create(), await stripe.customers.create()];
      const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: owner.id });
      const belongs = { ...REFUSED, param: 'payment_method' };
      const told = /does not belong to the Customer you supplied/;
      await expect(
        stripe.setupIntents.create({ customer: thief.id, payment_method: card.id, confirm: true }),
      ).rejects.toMatchObject({ ...belongs, message: expect.stringMatching(told) });
      const setup = await stripe.setupIntents.create({ customer: thief.id });
      await expect(stripe.setupIntents.update(setup.id, { payment_method: card.id })).rejects.toMatchObject({
        ...belongs,
        setup_intent: { id: setup.id },
      });
      await expect(stripe.setupIntents.confirm(setup.id, { payment_method: card.id })).rejects.toMatchObject({
        ...belongs,
        setup_intent: { id: setup.id, status: 'requires_payment_method' },
      });
      const nobodys = await stripe.setupIntents.create();
      await expect(stripe.setupIntents.confirm(nobodys.id, { payment_method: card.id })).rejects.toMatchObject({
        message: expect.stringContaining('Please include the Customer in the `customer` parameter on the SetupIntent'),
      });
      await expect(stripe.setupIntents.update(setup.id, { customer: owner.id })).rejects.toMatchObject({
        ...REFUSED,
        param: 'customer',
      });
      expect(await eventTypes()).not.toContain('setup_intent.succeeded');
      expect(await stripe.paymentMethods.retrieve(card.id)).toMatchObject({ customer: owner.id });
    }));

  it('set up once under two simultaneous confirmations', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const { id: customer } = await stripe.customers.create();
      const { id } = await stripe.setupIntents.create({ customer, payment_method: 'pm_card_visa' });
      const ends = await Promise.allSettled(Array.from({ length: 5 }, () => stripe.setupIntents.confirm(id)));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const end of ends) {
        if (end.status === 'rejected') expect(end.reason.code).toBe('setup_intent_unexpected_state');
      }
      const happened = await eventTypes();
      for (const type of ['payment_method.attached', 'setup_intent.succeeded'])
        expect(happened.filter((name) => name === type)).toHaveLength(1);
      expect((await stripe.setupAttempts.list({ setup_intent: id })).data).toHaveLength(1);
    }));

  it('have one result when they are confirmed and canceled at the same time', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const { id } = await stripe.setupIntents.create({ payment_method: 'pm_card_visa' });
      await Promise.allSettled([stripe.setupIntents.confirm(id), stripe.setupIntents.cancel(id)]);
      const { status } = await stripe.setupIntents.retrieve(id);
      const ends = (await eventTypes()).slice(1);
      expect(ends).toEqual([status === 'canceled' ? 'setup_intent.canceled' : 'setup_intent.succeeded']);
    }));

  it('attach once when their page is submitted many times at once', () =>
    withFlorin(async ({ stripe, florin, eventTypes }) => {
      const { id: customer } = await stripe.customers.create();
      const setup = await stripe.setupIntents.create({
        customer,
        payment_method: 'pm_card_authenticationRequired',
        confirm: true,
        return_url: 'https://shop.example/',
      });
      const page = pageOf(setup);
      const answers = await Promise.all(
        ['authorize', 'fail', 'authorize', 'fail'].map((choice) => send(florin, page, { choice })),
      );
      expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
      const ends = (await eventTypes()).filter((type) => /succeeded|setup_failed/.test(type));
      expect(ends).toHaveLength(1);
    }));

  it('cannot be confirmed once canceled, with any parameters', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.setupIntents.create();
      await stripe.setupIntents.cancel(id);
      for (const params of [{}, { payment_method: 'pm_card_visa' }, { return_url: 'https://shop.example/' }])
        await expect(stripe.setupIntents.confirm(id, params)).rejects.toMatchObject({
          ...REFUSED,
          code: 'setup_intent_unexpected_state',
          setup_intent: { id, status: 'canceled' },
        });
    }));

  it('reject a consumed payment method, and consume one only once', () =>
    withFlorin(async ({ stripe }) => {
      const spent = await stripe.paymentIntents.create({
        amount: 500,
        currency: 'usd',
        payment_method: 'pm_card_visa',
        confirm: true,
      });
      const create = (payment_method: string) => stripe.setupIntents.create({ payment_method, confirm: true });
      await expect(create(spent.payment_method as string)).rejects.toMatchObject({ ...REFUSED });
      const setup = await create('pm_card_visa');
      const method = setup.payment_method as string;
      await expect(create(method)).rejects.toMatchObject({ ...REFUSED });
      // A payment method that was set up without a customer can be attached to one.
      const { id: customer } = await stripe.customers.create();
      expect(await stripe.paymentMethods.attach(method, { customer })).toMatchObject({ customer });
      const paid = await stripe.paymentIntents.create({
        amount: 500,
        currency: 'usd',
        customer,
        payment_method: method,
        off_session: true,
        confirm: true,
      });
      expect(paid.status).toBe('succeeded');
    }));

  it.each([
    ['return_url', { return_url: 'https://shop.example/' }, 400],
    ['return_url', { confirm: true, payment_method: 'pm_card_visa', return_url: 'javascript:alert(1)' }, 400],
    [
      'payment_method_options[card][network]',
      {
        confirm: true,
        payment_method: 'pm_card_visa',
        payment_method_options: { card: { network: 'mastercard' } },
      },
      400,
    ],
    ['attach_to_self', { attach_to_self: true, customer: 'cus_nobody' }, 400],
    ['flow_directions', { flow_directions: ['inbound', 'outbound'] }, 501],
    ['on_behalf_of', { on_behalf_of: 'acct_1' }, 400],
    ['customer_account', { customer_account: 'acct_1' }, 501],
    ['payment_method_configuration', { payment_method_configuration: 'pmc_1' }, 400],
    ['single_use', { single_use: { amount: 100, currency: 'usd' } }, 400],
    ['excluded_payment_method_types', { excluded_payment_method_types: ['card'] }, 400],
    ['allowed_payment_method_types', { allowed_payment_method_types: ['mobilepay'] }, 400],
  ] as [string, Stripe.SetupIntentCreateParams, number][])('reject %s by name: %j', (param, params, statusCode) =>
    withFlorin(async ({ stripe }) => {
      await expect(stripe.setupIntents.create(params)).rejects.toMatchObject({ statusCode, param });
      expect((await stripe.setupIntents.list()).data).toEqual([]);
    }),
  );

  it('reject methods that cannot be reused', () =>
    withFlorin(async ({ call }) => {
      const older = { headers: { 'stripe-version': '2025-08-27.basil' } };
      const { body } = await call('POST', '/v1/setup_intents', { 'payment_method_types[]': 'mobilepay' }, older);
      expect(body.error).toMatchObject({ type: 'invalid_request_error', param: 'payment_method_types[0]' });
    }));
});
