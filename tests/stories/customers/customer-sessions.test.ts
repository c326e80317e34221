import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { type Harness, type Json, withFlorin } from '../../support/harness.ts';

type Features = Stripe.CustomerSessionCreateParams.Components.PaymentElement.Features;

const PAGE = { key: 'pk_test_harness' };
const SHOWS: Features = { payment_method_redisplay: 'enabled' };

/** Creates a customer with cards that may always be shown, may be shown in part, and may not be shown; newest last. */
async function customerWithCards({ stripe }: Harness) {
  const { id: customer } = await stripe.customers.create();
  const cards: Record<string, string> = {};
  for (const redisplay of ['unspecified', 'limited', 'always'] as const) {
    const { id } = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
      allow_redisplay: redisplay,
    });
    await stripe.paymentMethods.attach(id, { customer });
    cards[redisplay] = id;
  }
  return { customer, cards };
}

function open({ stripe }: Harness, customer: string, features: Features) {
  return stripe.customerSessions.create({ customer, components: { payment_element: { enabled: true, features } } });
}

/** Returns the data of a page with the form of a later payment. */
async function form({ call }: Harness, secret: string, key = PAGE): Promise<Json> {
  const query = new URLSearchParams({
    type: 'deferred_intent',
    'deferred_intent[mode]': 'payment',
    'deferred_intent[amount]': '1099',
    'deferred_intent[currency]': 'usd',
    customer_session_client_secret: secret,
  });
  return (await call('GET', `/v1/elements/sessions?${query}`, '', key)).body;
}

const idsOf = (body: Json): string[] => body.customer.payment_methods.map(({ id }: { id: string }) => id);

describe('a customer session', () => {
  test('enables components with their features, for half an hour', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.customers.create();
      const session = await open(harness, id, {
        payment_method_save: 'enabled',
        payment_method_save_usage: 'off_session',
      });
      expect(session).toMatchObject({
        object: 'customer_session',
        client_secret: expect.stringMatching(/^cuss_secret_\w+$/),
        components: {
          buy_button: { enabled: false },
          customer_sheet: { enabled: false, features: null },
          payment_element: {
            enabled: true,
            features: {
              payment_method_allow_redisplay_filters: ['always'],
              payment_method_redisplay: 'disabled',
              payment_method_redisplay_limit: 3,
              payment_method_remove: 'disabled',
              payment_method_save: 'enabled',
              payment_method_save_usage: 'off_session',
            },
          },
        },
        customer: id,
      });
      expect(session.expires_at - session.created).toBe(1800);
      expect(session).not.toHaveProperty('id');
    }));

  test('returns the payment methods that its filters allow, newest first', () =>
    withFlorin(async (harness) => {
      const { customer, cards } = await customerWithCards(harness);
      const shown = async (features: Features) =>
        idsOf(await form(harness, (await open(harness, customer, features)).client_secret));
      expect(await shown({})).toEqual([]);
      expect(await shown(SHOWS)).toEqual([cards.always]);
      const all: Features = {
        ...SHOWS,
        payment_method_allow_redisplay_filters: ['always', 'limited', 'unspecified'],
      };
      expect(await shown(all)).toEqual([cards.always, cards.limited, cards.unspecified]);
      expect(await shown({ ...all, payment_method_redisplay_limit: 1 })).toEqual([cards.always]);
    }));

  test('lets a page pay with displayed methods, and save with consent', () =>
    withFlorin(async (harness) => {
      const { stripe, call } = harness;
      const { customer, cards } = await customerWithCards(harness);
      const { client_secret: secret } = await open(harness, customer, { ...SHOWS, payment_method_save: 'enabled' });
      const [method = ''] = idsOf(await form(harness, secret));
      expect(method).toBe(cards.always);
      const intent = await stripe.paymentIntents.create({ amount: 1099, currency: 'usd', customer });
      const paid = await call(
        'POST',
        `/v1/payment_intents/${intent.id}/confirm`,
        {
          client_secret: intent.client_secret ?? '',
          payment_method: method,
          return_url: 'https://shop.example/done',
        },
        PAGE,
      );
      expect(paid.body).toMatchObject({ status: 'succeeded' });
    }));

  test('lets a page remove a payment method if enabled, and no other', () =>
    withFlorin(async (harness) => {
      const { customer, cards } = await customerWithCards(harness);
      const stranger = await customerWithCards(harness);
      const remove = async (features: Features, method = '') => {
        const { client_secret: secret } = await open(harness, customer, features);
        const path = `/v1/elements/payment_methods/${method}/detach`;
        return harness.call('POST', path, { customer_session_client_secret: secret }, PAGE);
      };
      expect((await remove(SHOWS, cards.always)).status).toBe(400);
      const removing: Features = { ...SHOWS, payment_method_remove: 'enabled' };
      expect((await remove(removing, stranger.cards.always)).body.error.code).toBe('resource_missing');
      expect((await remove(removing, cards.always)).body).toMatchObject({ id: cards.always, customer: null });
    }));

  test('expires after half an hour, and requires its secret', () =>
    withFlorin(async (harness) => {
      const { customer } = await customerWithCards(harness);
      const { client_secret: secret } = await open(harness, customer, SHOWS);
      const wrong = await form(harness, `${secret.slice(0, -1)}${secret.endsWith('x') ? 'y' : 'x'}`);
      expect(wrong.error).toMatchObject({ code: 'resource_missing', param: 'customer_session_client_secret' });
      const abroad = await form(harness, secret, { key: 'pk_test_another' });
      expect(abroad.error).toMatchObject({ code: 'resource_missing' });
      await harness.florin.advance('30m');
      expect((await form(harness, secret)).error).toMatchObject({ code: 'customer_session_expired' });
    }));

  test.each(['customer_sheet', 'mobile_payment_element', 'customer_portal'])(
    'refuses %s, which Florin does not have',
    (component) =>
      withFlorin(async ({ stripe }) => {
        const { id: customer } = await stripe.customers.create();
        const components = { payment_element: { enabled: true }, [component]: { enabled: true } };
        await expect(stripe.customerSessions.create({ customer, components })).rejects.toMatchObject({
          statusCode: 501,
          param: `components[${component}]`,
        });
      }),
  );

  test.each([
    ['components', { components: {} }],
    ['components', { components: { buy_button: { enabled: false } } }],
    ['customer', { customer: 'cus_nobody' }],
    [
      'components[payment_element][features][payment_method_redisplay_limit]',
      { components: { payment_element: { enabled: true, features: { payment_method_redisplay_limit: 11 } } } },
    ],
    [
      'components[payment_element][features][payment_method_save_usage]',
      { components: { payment_element: { enabled: true, features: { payment_method_save_usage: 'off_session' } } } },
    ],
  ] as [string, Partial<Stripe.CustomerSessionCreateParams>][])('rejects %s that does not fit', (param, more) =>
    withFlorin(async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create();
      const components = { payment_element: { enabled: true } };
      await expect(stripe.customerSessions.create({ customer, components, ...more })).rejects.toMatchObject({ param });
    }),
  );
});
