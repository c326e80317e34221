import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const PAGE = { key: 'pk_test_harness' };
const ORDER = { amount: 1099, currency: 'usd' } as const;
const CHALLENGED = 'pm_card_authenticationRequired';
const CRYPTOGRAM = {
  'payment_method_options[card][three_d_secure][cryptogram]': 'AAIBBYNoEwAAACcKhAJkdQAAAAA=',
  'payment_method_options[card][three_d_secure][transaction_id]': 'd3b07384-d113-4ec5-8e6f-000000000000',
  'payment_method_options[card][three_d_secure][version]': '2.2.0',
  'payment_method_options[card][three_d_secure][electronic_commerce_indicator]': '05',
};

/** Confirms an intent as its page does, with more than a page may send. */
function confirmAsPage(
  { call }: Harness,
  { id, client_secret: secret }: { id: string; client_secret: string | null },
  form: Record<string, string>,
) {
  const kind = id.startsWith('seti') ? 'setup_intents' : 'payment_intents';
  return call(
    'POST',
    `/v1/${kind}/${id}/confirm`,
    { client_secret: secret ?? '', use_stripe_sdk: 'true', ...form },
    PAGE,
  );
}

describe('a page with the client secret of a payment cannot', () => {
  it.each([
    ['skip authentication as an order by mail', { 'payment_method_options[card][moto]': 'true' }],
    ['bring an invented 3-D Secure cryptogram', CRYPTOGRAM],
    ['have a weaker authentication', { 'payment_method_options[card][request_three_d_secure]': 'automatic' }],
    ['unset all options of the card', { 'payment_method_options[card]': '' }],
    ['only reserve the amount', { capture_method: 'manual' }],
    ['only reserve the amount of a card', { 'payment_method_options[card][capture_method]': 'manual' }],
    ['pay with other types', { 'payment_method_types[]': 'klarna' }],
    ['allow other types', { 'allowed_payment_method_types[]': 'klarna' }],
    ['exclude types', { 'excluded_payment_method_types[]': 'card' }],
    ['act for an absent customer', { off_session: 'true' }],
    ['change the amount details', { 'amount_details[tax][total_tax_amount]': '1' }],
    ['change the payment details', { 'payment_details[order_reference]': 'another' }],
    ['use a mandate of another', { mandate: 'mandate_1' }],
    ['accept a mandate offline', { 'mandate_data[customer_acceptance][type]': 'offline' }],
    ['accept a mandate at another time', { 'mandate_data[customer_acceptance][accepted_at]': '1' }],
    ['join a Radar session', { 'radar_options[session]': 'rse_1' }],
  ])('%s', (_, form) =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const intent = await stripe.paymentIntents.create({
        ...ORDER,
        allowed_payment_method_types: ['card'],
        payment_method_options: { card: { request_three_d_secure: 'any' } },
      });
      const refused = await confirmAsPage(harness, intent, { payment_method: CHALLENGED, ...form });
      expect([refused.status, refused.body.error.type]).toEqual([400, 'invalid_request_error']);
      const [name = ''] = Object.keys(form);
      expect(name.startsWith(refused.body.error.param)).toBe(true);
      const {
        status,
        payment_method,
        payment_method_options: options,
      } = await stripe.paymentIntents.retrieve(intent.id);
      expect([status, payment_method, options?.card?.request_three_d_secure]).toEqual([
        'requires_payment_method',
        null,
        'any',
      ]);
    }),
  );

  it('widen the types at an older version, where that parameter has another name', () =>
    withFlorin(async (harness) => {
      const { id, client_secret: secret } = await harness.stripe.paymentIntents.create({
        ...ORDER,
        allowed_payment_method_types: ['card'],
      });
      const form = { client_secret: secret ?? '', payment_method: 'pm_card_visa', 'payment_method_types[]': 'klarna' };
      const headers = { 'stripe-version': '2025-02-24.acacia' };
      const refused = await harness.call('POST', `/v1/payment_intents/${id}/confirm`, form, { ...PAGE, headers });
      expect([refused.status, refused.body.error.param]).toEqual([400, 'payment_method_types']);
    }));

  it('have its customer asked less: a card that needs authentication still does', () =>
    withFlorin(async (harness) => {
      const intent = await harness.stripe.paymentIntents.create({ ...ORDER, allowed_payment_method_types: ['card'] });
      const asked = await confirmAsPage(harness, intent, { payment_method: CHALLENGED });
      expect(asked.body).toMatchObject({ status: 'requires_action' });
    }));

  it('have its card saved for less than the server asked for', () =>
    withFlorin(async (harness) => {
      const { stripe, call } = harness;
      const { id: customer } = await stripe.customers.create();
      const intent = await stripe.paymentIntents.create({ ...ORDER, customer, setup_future_usage: 'off_session' });
      const token = await call(
        'POST',
        '/v1/confirmation_tokens',
        { payment_method: 'pm_card_visa', setup_future_usage: 'on_session', return_url: 'https://shop.example/' },
        PAGE,
      );
      for (const form of [
        { payment_method: 'pm_card_visa', setup_future_usage: '' },
        { payment_method: 'pm_card_visa', setup_future_usage: 'on_session' },
        { confirmation_token: token.body.id },
      ]) {
        const { status, body } = await confirmAsPage(harness, intent, form);
        expect([status, body.error.param]).toEqual([400, 'setup_future_usage']);
      }
      await expect(
        stripe.paymentIntents.confirm(intent.id, { confirmation_token: token.body.id }),
      ).rejects.toMatchObject({ param: 'setup_future_usage' });
      const kept = await confirmAsPage(harness, intent, {
        payment_method: 'pm_card_visa',
        setup_future_usage: 'off_session',
      });
      expect(kept.body).toMatchObject({ status: 'succeeded', setup_future_usage: 'off_session' });
    }));

  it('but it may have it saved for more', () =>
    withFlorin(async (harness) => {
      const { id: customer } = await harness.stripe.customers.create();
      const intent = await harness.stripe.paymentIntents.create({
        ...ORDER,
        customer,
        setup_future_usage: 'on_session',
      });
      const form = {
        payment_method: 'pm_card_visa',
        setup_future_usage: 'off_session',
        receipt_email: 'a@shop.example',
      };
      expect((await confirmAsPage(harness, intent, form)).body).toMatchObject({
        status: 'succeeded',
        setup_future_usage: 'off_session',
        receipt_email: 'a@shop.example',
      });
    }));

  it('a server still may', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({ ...ORDER, allowed_payment_method_types: ['card'] });
      const paid = await stripe.paymentIntents.confirm(id, {
        payment_method: CHALLENGED,
        capture_method: 'manual',
        payment_method_options: { card: { moto: true } },
      });
      expect(paid.status).toBe('requires_capture');
    }));
});

describe('a page with the client secret of a setup cannot', () => {
  it.each([
    ['skip authentication as an order by mail', { 'payment_method_options[card][moto]': 'true' }],
    ['bring an invented 3-D Secure cryptogram', CRYPTOGRAM],
    ['have a weaker authentication', { 'payment_method_options[card][request_three_d_secure]': 'automatic' }],
    ['allow other types', { 'allowed_payment_method_types[]': 'us_bank_account' }],
    ['pay with other types', { 'payment_method_types[]': 'us_bank_account' }],
    ['accept a mandate offline', { 'mandate_data[customer_acceptance][type]': 'offline' }],
  ])('%s', (_, form) =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const intent = await stripe.setupIntents.create({ allowed_payment_method_types: ['card'] });
      const refused = await confirmAsPage(harness, intent, { payment_method: CHALLENGED, ...form });
      expect([refused.status, refused.body.error.type]).toEqual([400, 'invalid_request_error']);
      expect((await stripe.setupIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
    }),
  );
});

describe('a saved payment method', () => {
  const redisplay = (allow: 'always' | 'unspecified') => ({
    payment_element: {
      enabled: true,
      features: { payment_method_redisplay: 'enabled' as const, payment_method_allow_redisplay_filters: [allow] },
    },
  });

  it('is shown by a confirmation token only to the page of its own customer', () =>
    withFlorin(async ({ stripe, call }) => {
      const own = await stripe.customers.create();
      const other = await stripe.customers.create();
      const { id: payment_method } = await stripe.paymentMethods.attach('pm_card_visa', { customer: own.id });
      const sessionOf = async (customer: string, allow: 'always' | 'unspecified' = 'unspecified') =>
        (await stripe.customerSessions.create({ customer, components: redisplay(allow) })).client_secret;
      const create = (form: Record<string, string> = {}) =>
        call('POST', '/v1/confirmation_tokens', { payment_method, ...form }, PAGE);
      const missing = { status: 400, body: { error: { code: 'resource_missing', param: 'payment_method' } } };
      expect(await create()).toMatchObject(missing);
      expect(await create({ customer_session_client_secret: await sessionOf(other.id) })).toMatchObject(missing);
      expect(await create({ customer_session_client_secret: await sessionOf(own.id, 'always') })).toMatchObject(
        missing,
      );
      expect(await create({ customer_session_client_secret: 'cuss_secret_guessed' })).toMatchObject({
        status: 400,
        body: { error: { param: 'customer_session_client_secret' } },
      });
      const shown = await create({ customer_session_client_secret: await sessionOf(own.id) });
      expect(shown.body).toMatchObject({ payment_method_preview: { card: { last4: '4242' } } });
    }));

  it("does not exist for the page of another customer's payment or setup", () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: owner } = await stripe.customers.create({ email: 'jenny@example.com' });
      const { id: payment_method } = await stripe.paymentMethods.attach('pm_card_visa', { customer: owner });
      const { id: customer } = await stripe.customers.create();
      for (const intent of [
        await stripe.paymentIntents.create(ORDER),
        await stripe.paymentIntents.create({ ...ORDER, customer }),
        await stripe.setupIntents.create({ customer }),
      ]) {
        const { status, body } = await confirmAsPage(harness, intent, { payment_method });
        expect([status, body.error.code, body.error.param]).toEqual([400, 'resource_missing', 'payment_method']);
        expect(JSON.stringify(body)).not.toMatch(new RegExp(`${owner}|4242|jenny`));
      }
    }));

  it('is removed only by a page that it is shown to', () =>
    withFlorin(async ({ stripe, call }) => {
      const { id: customer } = await stripe.customers.create();
      const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
      const { payment_element: element } = redisplay('always');
      const features = { ...element.features, payment_method_remove: 'enabled' as const };
      const { client_secret: secret } = await stripe.customerSessions.create({
        customer,
        components: { payment_element: { ...element, features } },
      });
      const path = `/v1/elements/payment_methods/${id}/detach`;
      expect((await call('POST', path, { customer_session_client_secret: secret }, PAGE)).status).toBe(404);
      expect((await stripe.paymentMethods.retrieve(id)).customer).toBe(customer);
    }));
});

describe('the page of a Checkout Session cannot', () => {
  const ITEM = { price_data: { currency: 'usd', product_data: { name: 'Tea' }, unit_amount: 500 }, quantity: 1 };
  const CARD = {
    'payment_method_data[type]': 'card',
    'payment_method_data[card][token]': 'tok_visa',
    'payment_method_data[billing_details][email]': 'mallory@example.com',
    'payment_method_data[billing_details][name]': 'Mallory',
  };

  it('change a fixed e-mail address', () =>
    withFlorin(async ({ stripe, call }) => {
      const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' });
      for (const fixed of [{ customer_email: 'jenny@example.com' }, { customer }]) {
        const session = await stripe.checkout.sessions.create({
          mode: 'payment',
          line_items: [ITEM],
          success_url: 'https://shop.example/',
          ...fixed,
        });
        const path = `/v1/payment_pages/${session.id}`;
        for (const to of [path, `${path}/confirm`]) {
          const { status, body } = await call(
            'POST',
            to,
            { ...(to !== path && CARD), email: 'm@example.com' },
            { key: session.id },
          );
          expect([status, body.error.param]).toEqual([400, 'email']);
        }
        expect((await call('POST', `${path}/confirm`, CARD, { key: session.id })).status).toBe(200);
        const paid = await stripe.checkout.sessions.retrieve(session.id);
        expect(paid).toMatchObject({ status: 'complete', customer_details: { email: 'jenny@example.com' } });
      }
    }));

  it('save a payment method where that was not offered', () =>
    withFlorin(async ({ stripe, call }) => {
      const { id: customer } = await stripe.customers.create();
      const session = await stripe.checkout.sessions.create({
        mode: 'payment',
        line_items: [ITEM],
        customer,
        success_url: 'https://shop.example/',
      });
      const { status, body } = await call(
        'POST',
        `/v1/payment_pages/${session.id}/confirm`,
        { ...CARD, save_payment_method: 'true' },
        { key: session.id },
      );
      expect([status, body.error.param]).toEqual([400, 'save_payment_method']);
      expect((await stripe.paymentMethods.list({ customer })).data).toEqual([]);
    }));

  it('send what only servers decide', () =>
    withFlorin(async ({ stripe, call }) => {
      const session = await stripe.checkout.sessions.create({
        mode: 'payment',
        line_items: [ITEM],
        success_url: 'https://shop.example/',
      });
      for (const name of [
        'payment_method_options[card][moto]',
        'off_session',
        'amount',
        'setup_future_usage',
        'customer',
      ]) {
        const { status, body } = await call(
          'POST',
          `/v1/payment_pages/${session.id}/confirm`,
          { ...CARD, [name]: 'true' },
          { key: session.id },
        );
        expect([status, body.error.code]).toEqual([400, 'parameter_unknown']);
      }
    }));
});
