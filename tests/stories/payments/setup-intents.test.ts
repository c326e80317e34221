import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, send, visit } from '../../support/visit.ts';

const RETURN_URL = 'https://shop.example/saved?from=settings';

/** Creates a customer who saves a card, up to any required action. */
async function save(
  { stripe }: Pick<Harness, 'stripe'>,
  method: string,
  params: Stripe.SetupIntentCreateParams = {},
): Promise<{ customer: string; setup: Stripe.SetupIntent }> {
  const { id: customer } = await stripe.customers.create();
  const setup = await stripe.setupIntents.create({
    customer,
    payment_method: method,
    confirm: true,
    return_url: RETURN_URL,
    ...params,
  });
  return { customer, setup };
}

async function attemptsOf({ stripe }: Pick<Harness, 'stripe'>, setup: string): Promise<Stripe.SetupAttempt[]> {
  return (await stripe.setupAttempts.list({ setup_intent: setup })).data;
}

describe('a customer saves a card', () => {
  it('that requires no action: it is attached immediately', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { customer, setup } = await save(harness, 'pm_card_visa');
      expect(setup).toMatchObject({
        object: 'setup_intent',
        status: 'succeeded',
        usage: 'off_session',
        customer,
        payment_method_types: ['card'],
        payment_method_options: {
          card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
        },
        last_setup_error: null,
        next_action: null,
        mandate: null,
        single_use_mandate: null,
      });
      expect(setup.client_secret).toMatch(new RegExp(`^${setup.id}_secret_\\w{24,}$`));
      const [attempt] = await attemptsOf(harness, setup.id);
      expect(attempt).toMatchObject({
        id: setup.latest_attempt,
        status: 'succeeded',
        customer,
        setup_intent: setup.id,
        payment_method: setup.payment_method,
        setup_error: null,
        payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242', three_d_secure: null } },
      });
      const { data } = await stripe.customers.listPaymentMethods(customer);
      expect(data.map(({ id }) => id)).toEqual([setup.payment_method]);
      expect(await harness.eventTypes()).toEqual([
        'customer.created',
        'setup_intent.created',
        'payment_method.attached',
        'setup_intent.succeeded',
      ]);
    }));

  it('in steps: created, given a payment method, confirmed', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const { id: customer } = await stripe.customers.create();
      const created = await stripe.setupIntents.create({ customer, description: 'Gym', metadata: { plan: 'gold' } });
      expect([created.status, created.payment_method, created.latest_attempt]).toEqual([
        'requires_payment_method',
        null,
        null,
      ]);
      const given = await stripe.setupIntents.update(created.id, {
        payment_method: 'pm_card_mastercard',
        metadata: { desk: '4' },
      });
      expect([given.status, given.metadata]).toEqual(['requires_confirmation', { plan: 'gold', desk: '4' }]);
      const done = await stripe.setupIntents.confirm(created.id);
      expect(done).toMatchObject({ status: 'succeeded', description: 'Gym', payment_method: given.payment_method });
      expect(await eventTypes()).toEqual([
        'customer.created',
        'setup_intent.created',
        'payment_method.attached',
        'setup_intent.succeeded',
      ]);
    }));

  it('that was saved before: it is not attached again', () =>
    withFlorin(async (harness) => {
      const { customer, setup } = await save(harness, 'pm_card_visa');
      const again = await harness.stripe.setupIntents.create({
        customer,
        payment_method: setup.payment_method as string,
        confirm: true,
      });
      expect([again.status, again.payment_method]).toEqual(['succeeded', setup.payment_method]);
      const attached = (await harness.eventTypes()).filter((type) => type === 'payment_method.attached');
      expect(attached).toHaveLength(1);
    }));

  it('typed into the call itself', () =>
    withFlorin(async (harness) => {
      const { stripe, call } = harness;
      const { id: customer } = await stripe.customers.create();
      const { body } = await call('POST', '/v1/setup_intents', {
        customer,
        confirm: 'true',
        'payment_method_data[type]': 'card',
        'payment_method_data[card][token]': 'tok_amex',
      });
      expect(body.status).toBe('succeeded');
      const [saved] = (await stripe.customers.listPaymentMethods(customer)).data;
      expect(saved).toMatchObject({ id: body.payment_method, card: { brand: 'amex' } });
    }));

  it("from a page's confirmation token", () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: customer } = await stripe.customers.create();
      const token = await stripe.testHelpers.confirmationTokens.create({
        payment_method: 'pm_card_threeDSecure2Required',
        return_url: RETURN_URL,
      });
      const setup = await stripe.setupIntents.create({ customer });
      const asked = await stripe.setupIntents.confirm(setup.id, {
        confirmation_token: token.id,
        use_stripe_sdk: false,
      });
      expect(asked).toMatchObject({
        status: 'requires_action',
        next_action: { redirect_to_url: { return_url: RETURN_URL } },
      });
      expect((await stripe.confirmationTokens.retrieve(token.id)).setup_intent).toBe(setup.id);
      await send(harness.florin, pageOf(asked), { choice: 'authorize' });
      expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1);
      await expect(
        stripe.setupIntents.create({ customer, confirm: true, confirmation_token: token.id }),
      ).rejects.toMatchObject({ statusCode: 400, param: 'confirmation_token' });
    }));

  it('that is declined: the reason is in the response and on the SetupIntent', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const error = await save(harness, 'pm_card_visa_chargeDeclined').catch((thrown) => thrown);
      expect(error).toMatchObject({
        statusCode: 402,
        type: 'StripeCardError',
        code: 'card_declined',
        decline_code: 'generic_decline',
        setup_intent: { status: 'requires_payment_method', payment_method: null },
        payment_method: { card: { last4: '0002' }, customer: null },
      });
      const id = error.setup_intent.id;
      const kept = await stripe.setupIntents.retrieve(id, { expand: ['latest_attempt'] });
      expect(kept.last_setup_error).toMatchObject({
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'generic_decline',
        message: 'Your card was declined.',
        payment_method: { id: error.payment_method.id },
      });
      expect(kept.latest_attempt).toMatchObject({
        status: 'failed',
        setup_error: { code: 'card_declined', payment_method: { id: error.payment_method.id } },
      });
      expect(await harness.eventTypes()).toEqual([
        'customer.created',
        'setup_intent.created',
        'setup_intent.setup_failed',
      ]);
      const other = await stripe.setupIntents.confirm(id, { payment_method: 'pm_card_visa' });
      expect([other.status, other.last_setup_error]).toEqual(['succeeded', null]);
      expect((await attemptsOf(harness, id)).map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    }));

  it('that has expired: param is the invalid field', () =>
    withFlorin(async (harness) => {
      await expect(save(harness, 'pm_card_chargeDeclinedExpiredCard')).rejects.toMatchObject({
        code: 'expired_card',
        param: 'exp_month',
        setup_intent: { last_setup_error: { code: 'expired_card', param: 'exp_month' } },
      });
    }));

  it('that only fails later: it can be saved', () =>
    withFlorin(async (harness) => {
      const { customer, setup } = await save(harness, 'pm_card_chargeCustomerFail');
      expect(setup.status).toBe('succeeded');
      await expect(
        harness.stripe.paymentIntents.create({
          amount: 500,
          currency: 'usd',
          customer,
          payment_method: setup.payment_method as string,
          off_session: true,
          confirm: true,
        }),
      ).rejects.toMatchObject({ code: 'card_declined' });
    }));
});

describe('a customer must authenticate the card', () => {
  it('on a page that redirects back with the result', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { setup } = await save(harness, 'pm_card_authenticationRequired');
      expect(setup).toMatchObject({
        status: 'requires_action',
        next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: RETURN_URL } },
      });
      expect((await attemptsOf(harness, setup.id))[0]).toMatchObject({ status: 'requires_action', setup_error: null });
      const page = await visit(florin, pageOf(setup));
      expect(page.text).toContain('Save your card');
      expect(page.text).toContain('with Florin');
      expect(page.text).not.toMatch(/[$€]/);

      const answer = await send(florin, pageOf(setup), { choice: 'authorize' });
      const back = new URL(answer.location ?? '');
      expect(Object.fromEntries(back.searchParams)).toEqual({
        from: 'settings',
        setup_intent: setup.id,
        setup_intent_client_secret: setup.client_secret,
        redirect_status: 'succeeded',
      });
      expect((await visit(florin, pageOf(setup))).text).toContain('Card saved');
      const done = await stripe.setupIntents.retrieve(setup.id, { expand: ['latest_attempt', 'payment_method'] });
      expect(done).toMatchObject({
        status: 'succeeded',
        next_action: null,
        payment_method: { customer: setup.customer },
        latest_attempt: {
          id: setup.latest_attempt,
          status: 'succeeded',
          payment_method_details: {
            card: { three_d_secure: { authentication_flow: 'challenge', result: 'authenticated', version: '2.2.0' } },
          },
        },
      });
      expect((await harness.eventTypes()).slice(1)).toEqual([
        'setup_intent.created',
        'setup_intent.requires_action',
        'payment_method.attached',
        'setup_intent.succeeded',
      ]);
    }));

  it('and fails: the card is not saved', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { customer, setup } = await save(harness, 'pm_card_authenticationRequired');
      const answer = await send(florin, pageOf(setup), { choice: 'fail' });
      expect(new URL(answer.location ?? '').searchParams.get('redirect_status')).toBe('failed');
      expect((await visit(florin, pageOf(setup))).text).toContain('Card not saved');
      const failed = await stripe.setupIntents.retrieve(setup.id, { expand: ['latest_attempt'] });
      expect(failed).toMatchObject({
        status: 'requires_payment_method',
        payment_method: null,
        last_setup_error: {
          type: 'invalid_request_error',
          code: 'setup_intent_authentication_failure',
          payment_method: { id: setup.payment_method },
        },
        latest_attempt: {
          status: 'failed',
          setup_error: { code: 'setup_intent_authentication_failure' },
          payment_method_details: { card: { three_d_secure: { result: 'failed' } } },
        },
      });
      expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
      expect((await harness.eventTypes()).at(-1)).toBe('setup_intent.setup_failed');
    }));

  it('inside the page, where Stripe.js handles it', () =>
    withFlorin(async (harness) => {
      const { setup } = await save(harness, 'pm_card_authenticationRequired', { use_stripe_sdk: true });
      expect(setup.next_action).toMatchObject({
        type: 'use_stripe_sdk',
        use_stripe_sdk: { type: 'three_d_secure_redirect', source: expect.stringMatching(/^src_/) },
      });
      await send(harness.florin, pageOf(setup), { choice: 'authorize' });
      expect((await harness.stripe.setupIntents.retrieve(setup.id)).status).toBe('succeeded');
    }));

  it('because the merchant requests it, for a card that does not require it', () =>
    withFlorin(async (harness) => {
      const optional = 'pm_card_threeDSecureOptional';
      expect((await save(harness, optional)).setup.status).toBe('succeeded');
      const { setup } = await save(harness, optional, {
        payment_method_options: { card: { request_three_d_secure: 'any' } },
      });
      expect(setup.status).toBe('requires_action');
    }));

  it('but cannot, because the order came by mail or telephone', () =>
    withFlorin(async (harness) => {
      const { setup } = await save(harness, 'pm_card_authenticationRequired', {
        payment_method_options: { card: { moto: true } },
      });
      expect(setup.status).toBe('succeeded');
      expect(setup.payment_method_options?.card).not.toHaveProperty('moto');
    }));

  it('but has done so with another provider', () =>
    withFlorin(async (harness) => {
      const { setup } = await save(harness, 'pm_card_authenticationRequired', {
        payment_method_options: {
          card: {
            three_d_secure: {
              ares_trans_status: 'Y',
              cryptogram: 'AAECAwQFBgcICQoLDA0ODw==',
              electronic_commerce_indicator: '05',
              transaction_id: '6f1a9e3c-0001',
              version: '2.2.0',
            },
          },
        },
      });
      expect(setup.status).toBe('succeeded');
      expect((await attemptsOf(harness, setup.id))[0]?.payment_method_details.card?.three_d_secure).toMatchObject({
        result: 'authenticated',
        transaction_id: '6f1a9e3c-0001',
      });
    }));

  it('and another card is tried meanwhile: the first attempt is abandoned, and its page has no effect', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { setup } = await save(harness, 'pm_card_authenticationRequired');
      await stripe.setupIntents.confirm(setup.id, { payment_method: 'pm_card_visa' });
      expect((await attemptsOf(harness, setup.id)).map(({ status }) => status)).toEqual(['succeeded', 'abandoned']);
      expect((await visit(florin, pageOf(setup))).status).toBe(200);
      await send(florin, pageOf(setup), { choice: 'fail' });
      expect((await stripe.setupIntents.retrieve(setup.id)).status).toBe('succeeded');
    }));
});

describe('an abandoned setup', () => {
  it('is canceled, with its reason and its payment method', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { setup } = await save(harness, 'pm_card_authenticationRequired');
      const canceled = await stripe.setupIntents.cancel(setup.id, { cancellation_reason: 'abandoned' });
      expect(canceled).toMatchObject({
        status: 'canceled',
        cancellation_reason: 'abandoned',
        next_action: null,
        payment_method: setup.payment_method,
        client_secret: setup.client_secret,
      });
      expect((await attemptsOf(harness, setup.id))[0]?.status).toBe('abandoned');
      expect((await visit(florin, pageOf(setup))).text).toContain('Nothing was saved');
      await send(florin, pageOf(setup), { choice: 'authorize' });
      expect((await stripe.setupIntents.retrieve(setup.id)).status).toBe('canceled');
      expect((await harness.eventTypes()).at(-1)).toBe('setup_intent.canceled');
    }));
});

describe('a merchant looks for setups', () => {
  it('by customer, by payment method, newest first', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { customer, setup } = await save(harness, 'pm_card_visa');
      await save(harness, 'pm_card_visa');
      const second = await stripe.setupIntents.create({ customer });
      const ids = async (params: Stripe.SetupIntentListParams) =>
        (await stripe.setupIntents.list(params)).data.map(({ id }) => id);
      const method = setup.payment_method as string;
      expect(await ids({ customer })).toEqual([second.id, setup.id]);
      expect(await ids({ payment_method: method })).toEqual([setup.id]);
      const other = await stripe.customers.create();
      expect(await ids({ payment_method: method, customer: other.id })).toEqual([]);
      expect(await ids({ attach_to_self: true })).toEqual([]);
      expect(await ids({})).toHaveLength(3);
    }));
});
